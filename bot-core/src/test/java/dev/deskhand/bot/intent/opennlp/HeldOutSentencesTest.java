package dev.deskhand.bot.intent.opennlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Interpretation.Ambiguous;
import dev.deskhand.bot.intent.Interpretation.Understood;
import dev.deskhand.bot.intent.Interpretation.Unrecognized;
import dev.deskhand.bot.intent.Utterance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How well the shipped utterances teach; {@code held-out.txt} explains its marks. */
final class HeldOutSentencesTest {
  private static final String OFF_TOPIC = "-";
  private static final String OTHER_WORK = "!";

  @TempDir private static Path cache;
  private static OpenNlpIntentParser parser;
  private static List<Sentence> sentences;

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
    parser = OpenNlpIntentParser.learn(ShippedUtterances.read(), cache);
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

  @Test
  void what_is_off_topic_is_not_recognised() {
    List<Sentence> offTopic =
        sentences.stream().filter(s -> s.expected().equals(OFF_TOPIC)).toList();

    assertThat(offTopic).hasSizeGreaterThan(40);
    assertThat(missed(offTopic)).isEmpty();
  }

  @Test
  void other_work_of_a_help_desk_is_never_taken_for_what_it_is_not() {
    List<Sentence> other = sentences.stream().filter(s -> s.expected().equals(OTHER_WORK)).toList();

    assertThat(other).hasSizeGreaterThan(10);
    assertThat(missed(other)).isEmpty();
  }

  @Test
  void nineteen_of_twenty_requests_become_what_they_should() {
    List<Sentence> requests = sentences.stream().filter(Sentence::isOfAnIntent).toList();

    List<String> missed = missed(requests);

    assertThat(requests).hasSizeGreaterThan(80);
    assertThat(missed).hasSizeLessThanOrEqualTo(requests.size() / 20);
  }

  @Test
  void no_request_is_understood_as_another() {
    List<String> wrong =
        sentences.stream()
            .filter(Sentence::isOfAnIntent)
            .filter(
                sentence ->
                    parser.parse(new Utterance(sentence.text())) instanceof Understood understood
                        && !sentence.isMetBy(understood))
            .map(Sentence::toString)
            .toList();

    assertThat(wrong).isEmpty();
  }

  private static List<String> missed(List<Sentence> asked) {
    return asked.stream()
        .filter(sentence -> !sentence.isMetBy(parser.parse(new Utterance(sentence.text()))))
        .map(sentence -> sentence + " -> " + parser.parse(new Utterance(sentence.text())))
        .toList();
  }
}
