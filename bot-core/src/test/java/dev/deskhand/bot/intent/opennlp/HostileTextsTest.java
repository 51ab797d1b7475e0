package dev.deskhand.bot.intent.opennlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.bot.intent.opennlp.onnx.OnnxSentenceEncoder;
import dev.deskhand.bot.intent.time.TimeReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever somebody writes, something comes of it, soon. */
final class HostileTextsTest {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Map<Tier, OpenNlpIntentParser> parsers = new EnumMap<>(Tier.class);
  @TempDir private static Path cache;

  /** What sentences are understood by. */
  enum Tier {
    WORDS,
    SENTENCES
  }

  @BeforeAll
  static void learn() throws IOException {
    IntentCatalogue shipped = ShippedUtterances.read();
    parsers.put(Tier.WORDS, OpenNlpIntentParser.learn(shipped, cache, SentenceEncoder.NONE));
    parsers.put(
        Tier.SENTENCES, OpenNlpIntentParser.learn(shipped, cache, OnnxSentenceEncoder.load()));
  }

  @ParameterizedTest
  @EnumSource
  void every_text_is_read_without_an_exception_and_in_a_short_while(Tier tier) {
    OpenNlpIntentParser parser = Objects.requireNonNull(parsers.get(tier));
    for (String text : HostileTexts.all()) {
      long begun = System.nanoTime();

      Interpretation found = parser.parse(new Utterance(text));

      assertThat(System.nanoTime() - begun).as(start(text)).isLessThan(LONGEST.toNanos());
      assertThat(slots(found)).as(start(text)).hasSizeLessThan(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_has_no_words_or_far_too_many_is_about_nothing(Tier tier) {
    OpenNlpIntentParser parser = Objects.requireNonNull(parsers.get(tier));

    for (String text : List.of("", "\n\n", "🙂🙂🙂", "?!?!", "x".repeat(100_000))) {
      assertThat(parser.parse(new Utterance(text)))
          .as(start(text))
          .isInstanceOf(Interpretation.Unrecognized.class);
    }
  }

  @Test
  void times_are_looked_for_in_all_of_them() {
    ZonedDateTime now = ZonedDateTime.parse("2026-11-18T14:30:00+01:00[Europe/Berlin]");
    for (String text : HostileTexts.all()) {
      long begun = System.nanoTime();

      List<TimeReader.Found> found = TimeReader.read(text, now);

      assertThat(System.nanoTime() - begun).as(start(text)).isLessThan(LONGEST.toNanos());
      assertThat(found)
          .as(start(text))
          .allSatisfy(it -> assertThat(it.end()).isBetween(it.begin() + 1, text.length()));
    }
  }

  private static List<Slot> slots(Interpretation found) {
    return switch (found) {
      case Interpretation.Understood understood -> understood.slots();
      case Interpretation.Ambiguous ambiguous -> ambiguous.slots();
      case Interpretation.Unrecognized _ -> List.of();
    };
  }

  private static String start(String text) {
    return text.substring(0, Math.min(80, text.length()));
  }
}
