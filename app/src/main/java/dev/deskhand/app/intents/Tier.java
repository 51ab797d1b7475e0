package dev.deskhand.app.intents;

import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.intent.opennlp.SentenceEncoder;
import dev.deskhand.bot.intent.opennlp.onnx.OnnxSentenceEncoder;
import java.util.function.Supplier;

/** By what sentences are understood. */
enum Tier {
  /** By their words. */
  A(() -> SentenceEncoder.NONE),
  /** And by what they mean as wholes. */
  AB(OnnxSentenceEncoder::load);

  @SuppressWarnings("ImmutableEnumChecker") // a supplier that keeps nothing
  private final Supplier<SentenceEncoder> encoder;

  Tier(Supplier<SentenceEncoder> encoder) {
    this.encoder = encoder;
  }

  /** The one that an installation uses. */
  static Tier of(Settings settings) {
    return switch (settings.offered().understanding()) {
      case WORDS -> A;
      case SENTENCES -> AB;
    };
  }

  Supplier<SentenceEncoder> encoder() {
    return encoder;
  }
}
