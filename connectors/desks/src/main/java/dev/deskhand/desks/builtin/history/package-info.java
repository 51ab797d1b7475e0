/** What happened to a ticket of the builtin help desk, and what follows from it. */
@NullMarked
package dev.deskhand.desks.builtin.history;

import org.jspecify.annotations.NullMarked;
