/** What begins work without anybody asking the bot. */
@NullMarked
package dev.deskhand.bot.trigger;

import org.jspecify.annotations.NullMarked;
