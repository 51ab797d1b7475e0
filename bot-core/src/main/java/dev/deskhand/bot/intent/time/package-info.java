/** Days, moments and lengths of time in what people write. */
@NullMarked
package dev.deskhand.bot.intent.time;

import org.jspecify.annotations.NullMarked;
