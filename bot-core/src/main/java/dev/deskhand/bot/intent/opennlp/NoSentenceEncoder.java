package dev.deskhand.bot.intent.opennlp;

import java.util.List;

/** Stands where no transformer is wanted. */
final class NoSentenceEncoder implements SentenceEncoder {
  @Override
  public String name() {
    return "words";
  }

  @Override
  public float[] encode(String text) {
    return new float[0];
  }

  @Override
  public List<String> words() {
    return List.of();
  }
}
