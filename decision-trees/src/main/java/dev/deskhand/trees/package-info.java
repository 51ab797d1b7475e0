/** Trees that diagnose, and walks through them. Pure: what has to be done is told as a move. */
@NullMarked
package dev.deskhand.trees;

import org.jspecify.annotations.NullMarked;
