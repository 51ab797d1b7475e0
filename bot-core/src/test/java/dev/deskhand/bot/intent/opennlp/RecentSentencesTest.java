package dev.deskhand.bot.intent.opennlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a sentence is encoded once. */
final class RecentSentencesTest {
  private final List<String> encoded = new ArrayList<>();
  private final RecentSentences vectors = new RecentSentences(new Counting());

  @Test
  void a_sentence_that_was_just_looked_at_is_not_encoded_again() {
    float[] first = vectors.encode("unlock bob");

    assertThat(vectors.encode("unlock bob")).isEqualTo(first);
    assertThat(vectors.encode("unlock ada")).isNotEqualTo(first);
    assertThat(encoded).containsExactly("unlock bob", "unlock ada");
  }

  @Test
  void what_was_looked_at_long_ago_is_forgotten() {
    for (int i = 0; i < 1_000; i++) {
      vectors.encode("sentence " + i);
    }

    vectors.encode("sentence 999");
    vectors.encode("sentence 0");

    assertThat(encoded).hasSize(1_001).endsWith("sentence 0");
  }

  /** Gives each sentence another vector. */
  private final class Counting implements SentenceEncoder {
    @Override
    public String name() {
      return "counting";
    }

    @Override
    public float[] encode(String text) {
      encoded.add(text);
      return new float[] {encoded.size()};
    }

    @Override
    public List<String> words() {
      return List.of();
    }
  }
}
