/** The loops that keep everything moving: leases, lanes, deliveries, followers. */
@NullMarked
package dev.deskhand.bot.work;

import org.jspecify.annotations.NullMarked;
