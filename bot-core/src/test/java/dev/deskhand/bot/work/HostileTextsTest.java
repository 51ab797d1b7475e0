package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.opennlp.HostileTexts;
import dev.deskhand.bot.intent.opennlp.OpenNlpIntentParser;
import dev.deskhand.bot.intent.opennlp.SentenceEncoder;
import dev.deskhand.bot.intent.opennlp.ShippedUtterances;
import dev.deskhand.bot.intent.opennlp.onnx.OnnxSentenceEncoder;
import dev.deskhand.runbooks.run.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever somebody writes to the whole bot, they get an answer, and nothing of weight begins. */
final class HostileTextsTest {
  @TempDir private Path cache;

  /** What sentences are understood by. */
  enum Tier {
    WORDS,
    SENTENCES;

    SentenceEncoder encoder() {
      return switch (this) {
        case WORDS -> SentenceEncoder.NONE;
        case SENTENCES -> OnnxSentenceEncoder.load();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_text_is_answered_and_none_begins_what_needs_a_yes(Tier tier) throws IOException {
    House house =
        House.understandingBy(
            OpenNlpIntentParser.learn(ShippedUtterances.read(), cache, tier.encoder()));
    List<String> texts = HostileTexts.all();

    for (int i = 0; i < texts.size(); i++) {
      house.saysIn("place-" + i, "ada", "d-" + i, texts.get(i));
      house.clock.advance(Duration.ofMinutes(1));
    }
    house.settle();

    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      assertThat(house.outside.said("place-" + i))
          .as(text.substring(0, Math.min(80, text.length())))
          .isNotEmpty()
          .noneMatch(String::isBlank)
          .noneMatch(answer -> answer.contains("Something went wrong"));
    }
    assertThat(house.store.recent(TENANT, "run", 999))
        .as("one's own unlocking begins with a sentence, nothing else does")
        .allSatisfy(
            run ->
                assertThat(
                        house
                            .runs
                            .find(TENANT, RunId.of(run))
                            .orElseThrow()
                            .run()
                            .plan()
                            .runbook()
                            .value())
                    .isEqualTo("unlock-account"));
  }
}
