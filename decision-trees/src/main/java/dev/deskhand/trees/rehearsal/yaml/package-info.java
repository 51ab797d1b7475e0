/** Tables of ways as people write them. */
@NullMarked
package dev.deskhand.trees.rehearsal.yaml;

import org.jspecify.annotations.NullMarked;
