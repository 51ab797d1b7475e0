/** YAML with positions, read safely: nothing is constructed but texts, lists and mappings. */
@NullMarked
package dev.deskhand.content.yaml;

import org.jspecify.annotations.NullMarked;
