/** Trees as people write them: the reader, and the linter that proves that nobody gets stuck. */
@NullMarked
package dev.deskhand.trees.yaml;

import org.jspecify.annotations.NullMarked;
