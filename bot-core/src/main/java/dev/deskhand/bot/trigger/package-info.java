/**
 * What begins work without anybody asking the bot: ticket events, times, and calls of other
 * systems.
 */
@NullMarked
package dev.deskhand.bot.trigger;

import org.jspecify.annotations.NullMarked;
