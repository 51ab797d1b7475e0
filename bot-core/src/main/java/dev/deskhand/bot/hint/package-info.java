/** Sentences that were not understood as they were meant, which wait for a person's yes. */
@NullMarked
package dev.deskhand.bot.hint;

import org.jspecify.annotations.NullMarked;
