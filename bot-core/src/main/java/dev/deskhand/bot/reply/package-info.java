/** What people are told: messages made of what is known, and nothing else. */
@NullMarked
package dev.deskhand.bot.reply;

import org.jspecify.annotations.NullMarked;
