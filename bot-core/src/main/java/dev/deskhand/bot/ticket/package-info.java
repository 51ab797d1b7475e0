/** Tickets and the desks that keep them. */
@NullMarked
package dev.deskhand.bot.ticket;

import org.jspecify.annotations.NullMarked;
