/** How well sentences are understood, measured. */
@NullMarked
package dev.deskhand.bot.intent.evaluation;

import org.jspecify.annotations.NullMarked;
