/** What was done and what came of it, derived from the journal. */
@NullMarked
package dev.deskhand.bot.resolution;

import org.jspecify.annotations.NullMarked;
