package dev.deskhand.bot.intent.opennlp;

import java.util.List;

/** Turns sentences into vectors whose angles tell how alike their meanings are. Thread-safe. */
public interface SentenceEncoder {
  /** Knows nothing: words alone are looked at. */
  SentenceEncoder NONE = new NoSentenceEncoder();

  /** What made its vectors: those of two encoders with one name can be compared. */
  String name();

  /**
   * A vector of length 1; always of the same size, or always of none. An empty text has one too.
   */
  float[] encode(String text);

  /** The words that it knows as wholes, in lower case, the most common first. */
  List<String> words();
}
