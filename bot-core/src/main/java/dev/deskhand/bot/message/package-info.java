/** What comes in and what goes out, in the words of no vendor. */
@NullMarked
package dev.deskhand.bot.message;

import org.jspecify.annotations.NullMarked;
