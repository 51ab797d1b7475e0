/** The help desk of teams that have no other; its tickets live in the journal. */
@NullMarked
package dev.deskhand.desks.builtin;

import org.jspecify.annotations.NullMarked;
