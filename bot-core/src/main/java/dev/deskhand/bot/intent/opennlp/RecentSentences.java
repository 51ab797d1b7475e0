package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.journal.LatestKept;
import dev.deskhand.journal.Sha256;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the vectors of the sentences that were encoded last, by their digests. One sentence is
 * looked at several times (as an answer to a tree's question, then as a new request, then to
 * explain it), and encoding it takes longer than everything else. Thread-safe.
 */
public final class RecentSentences implements SentenceEncoder {
  private static final int MOST = 64;

  private final SentenceEncoder encoder;
  private final Map<String, float[]> latest = new LatestKept<>(MOST);

  public RecentSentences(SentenceEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public String name() {
    return encoder.name();
  }

  @Override
  public List<String> words() {
    return encoder.words();
  }

  /** Two who ask for the same at once may both encode it. */
  @Override
  public float[] encode(String text) {
    String digest = Sha256.hex(text);
    float[] known = known(digest);
    return (known == null ? keep(digest, encoder.encode(text)) : known).clone();
  }

  private synchronized float @Nullable [] known(String digest) {
    return latest.get(digest);
  }

  private synchronized float[] keep(String digest, float[] vector) {
    latest.put(digest, vector);
    return vector;
  }
}
