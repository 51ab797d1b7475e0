/** Walks' events as they are stored. */
@NullMarked
package dev.deskhand.trees.json;

import org.jspecify.annotations.NullMarked;
