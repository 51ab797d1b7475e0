package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.journal.LatestKept;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of the sentences that were encoded last. One sentence is looked at several times (as
 * an answer to a tree's question, then as a new request, then to explain it), and encoding it takes
 * longer than everything else. Thread-safe.
 */
final class RecentVectors {
  private static final int MOST = 64;

  private final SentenceEncoder encoder;
  private final Map<String, SentenceVector> latest = new LatestKept<>(MOST);

  RecentVectors(SentenceEncoder encoder) {
    this.encoder = encoder;
  }

  /** Two who ask for the same at once may both encode it. */
  SentenceVector of(String sentence) {
    SentenceVector known = known(sentence);
    return known == null ? keep(sentence, new SentenceVector(encoder.encode(sentence))) : known;
  }

  private synchronized @Nullable SentenceVector known(String sentence) {
    return latest.get(sentence);
  }

  private synchronized SentenceVector keep(String sentence, SentenceVector vector) {
    latest.put(sentence, vector);
    return vector;
  }
}
