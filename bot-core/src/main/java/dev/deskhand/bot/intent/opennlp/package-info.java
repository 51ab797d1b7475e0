/** The parser that is shipped: it learns a catalogue's utterances with Apache OpenNLP. */
@NullMarked
package dev.deskhand.bot.intent.opennlp;

import org.jspecify.annotations.NullMarked;
