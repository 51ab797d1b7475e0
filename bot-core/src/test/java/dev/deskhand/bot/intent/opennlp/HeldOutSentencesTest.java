package dev.deskhand.bot.intent.opennlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Interpretation.Ambiguous;
import dev.deskhand.bot.intent.Interpretation.Understood;
import dev.deskhand.bot.intent.Interpretation.Unrecognized;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.bot.intent.opennlp.onnx.OnnxSentenceEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How well the shipped utterances teach; {@code held-out.txt} explains its marks. */
final class HeldOutSentencesTest {
  private static final String OFF_TOPIC = "-";
  private static final String OTHER_WORK = "!";

  @TempDir private static Path cache;
  private static final Map<Tier, OpenNlpIntentParser> parsers = new EnumMap<>(Tier.class);
  private static List<Sentence> sentences;

  /** What sentences are understood by. */
  enum Tier {
    WORDS,
    SENTENCES
  }

  private record Sentence(String expected, String text) {
    static Sentence of(String line) {
      int colon = line.indexOf(": ");
      String text = line.substring(colon + 2).replace("\\n", "\n").replace("\\t", "\t");
      return new Sentence(line.substring(0, colon), text);
    }

    boolean isOfAnIntent() {
      return !expected.equals(OFF_TOPIC) && !expected.equals(OTHER_WORK);
    }

    boolean isMetBy(Interpretation found) {
      return switch (found) {
        case Understood(Intent intent, var _, double _) ->
            expected.equals(intent.id()) || expected.equals(intent.id() + "?");
        case Ambiguous(var candidates, var _) ->
            expected.equals(OTHER_WORK)
                || candidates.stream().anyMatch(intent -> expected.equals(intent.id() + "?"));
        case Unrecognized() -> expected.equals(OFF_TOPIC) || expected.equals(OTHER_WORK);
      };
    }
  }

  @BeforeAll
  static void learn() throws IOException {
    IntentCatalogue shipped = ShippedUtterances.read();
    parsers.put(Tier.WORDS, OpenNlpIntentParser.learn(shipped, cache, SentenceEncoder.NONE));
    parsers.put(
        Tier.SENTENCES, OpenNlpIntentParser.learn(shipped, cache, OnnxSentenceEncoder.load()));
    try (InputStream in =
        Objects.requireNonNull(HeldOutSentencesTest.class.getResourceAsStream("held-out.txt"))) {
      sentences =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(Sentence::of)
              .toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_off_topic_is_never_understood_and_hardly_ever_asked_about(Tier tier) {
    List<Sentence> offTopic =
        sentences.stream().filter(s -> s.expected().equals(OFF_TOPIC)).toList();

    assertThat(offTopic).hasSizeGreaterThan(40);
    assertThat(missed(tier, offTopic)).hasSizeLessThanOrEqualTo(offTopic.size() / 40);
    assertThat(offTopic).noneMatch(it -> parse(tier, it) instanceof Understood);
  }

  @ParameterizedTest
  @EnumSource
  void other_work_of_a_help_desk_is_never_taken_for_what_it_is_not(Tier tier) {
    List<Sentence> other = sentences.stream().filter(s -> s.expected().equals(OTHER_WORK)).toList();

    assertThat(other).hasSizeGreaterThan(10);
    assertThat(missed(tier, other)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void nineteen_of_twenty_requests_become_what_they_should(Tier tier) {
    List<Sentence> requests = sentences.stream().filter(Sentence::isOfAnIntent).toList();

    List<String> missed = missed(tier, requests);

    assertThat(requests).hasSizeGreaterThan(80);
    assertThat(missed).hasSizeLessThanOrEqualTo(requests.size() / 20);
  }

  @ParameterizedTest
  @EnumSource
  void hardly_any_request_is_understood_as_another(Tier tier) {
    List<String> wrong =
        sentences.stream()
            .filter(Sentence::isOfAnIntent)
            .filter(
                sentence ->
                    parse(tier, sentence) instanceof Understood understood
                        && !sentence.isMetBy(understood))
            .map(Sentence::toString)
            .toList();

    assertThat(wrong).hasSizeLessThanOrEqualTo(sentences.size() / 100);
  }

  private static List<String> missed(Tier tier, List<Sentence> asked) {
    return asked.stream()
        .filter(sentence -> !sentence.isMetBy(parse(tier, sentence)))
        .map(sentence -> sentence + " -> " + parse(tier, sentence))
        .toList();
  }

  private static Interpretation parse(Tier tier, Sentence sentence) {
    return Objects.requireNonNull(parsers.get(tier)).parse(new Utterance(sentence.text()));
  }
}
