/** Trees as pictures: Mermaid text, and SVG that needs no other program. */
@NullMarked
package dev.deskhand.trees.picture;

import org.jspecify.annotations.NullMarked;
