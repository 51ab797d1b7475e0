/** Utterances as people write them: files named {@code *.intents.yaml}, in Rasa's nlu.yml form. */
@NullMarked
package dev.deskhand.bot.intent.yaml;

import org.jspecify.annotations.NullMarked;
