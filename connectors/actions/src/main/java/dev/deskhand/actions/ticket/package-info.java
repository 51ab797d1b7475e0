/**
 * Steps on tickets. A target of kind {@code ticket} has the setting {@code desk}: the name of a
 * help desk that is set up. They are not found by their names: they are made with the desks.
 */
@NullMarked
package dev.deskhand.actions.ticket;

import org.jspecify.annotations.NullMarked;
