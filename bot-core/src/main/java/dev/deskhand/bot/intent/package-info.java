/** What an utterance means. */
@NullMarked
package dev.deskhand.bot.intent;

import org.jspecify.annotations.NullMarked;
