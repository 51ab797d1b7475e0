/** Sentences' vectors by a transformer that runs on this machine. */
@NullMarked
package dev.deskhand.bot.intent.opennlp.onnx;

import org.jspecify.annotations.NullMarked;
