/** Places where people and the bot talk, and what is open there. */
@NullMarked
package dev.deskhand.bot.conversation;

import org.jspecify.annotations.NullMarked;
