/** Plays trees with people and a world that are told, and counts what was played. */
@NullMarked
package dev.deskhand.trees.rehearsal;

import org.jspecify.annotations.NullMarked;
