/** Files of other makers' utterances, in the .lu format. */
@NullMarked
package dev.deskhand.bot.intent.lu;

import org.jspecify.annotations.NullMarked;
