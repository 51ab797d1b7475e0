/** A transformer's vocabulary, as its file has it. */
@NullMarked
package dev.deskhand.bot.intent.opennlp.onnx.json;

import org.jspecify.annotations.NullMarked;
