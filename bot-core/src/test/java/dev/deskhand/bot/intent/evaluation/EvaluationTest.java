package dev.deskhand.bot.intent.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.opennlp.SentenceEncoder;
import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationTest {
  private static final String LINES =
      """
      my account is locked\tunlock
      please unlock my account\tunlock
      locked out of my account\tunlock
      the account was locked again\tunlock
      unlock me\tunlock
      restart the web server\trestart
      the service hangs, restart it\trestart
      please bounce nginx\trestart
      restart the daemon\trestart
      server down, restart needed\trestart
      """;

  @TempDir private Path cache;

  @Test
  void lines_and_rasas_files_say_the_same() {
    Problems problems = new Problems();
    String rasa =
        """
        version: "3.1"
        nlu:
          - intent: unlock
            examples: |
              - my [account](thing) is locked
          - intent: oos
            examples: |
              - what a day
        responses:
          utter_greet: []
        """;

    List<Labelled> read = LabelledReader.read("nlu.yml", rasa, problems);

    assertThat(problems.all()).isEmpty();
    assertThat(read)
        .containsExactly(
            new Labelled("my account is locked", Optional.of("unlock")),
            new Labelled("what a day", Optional.empty()))
        .isEqualTo(
            LabelledReader.read(
                "some.tsv", "my account is locked\tunlock\nwhat a day\toos\n", problems));
  }

  @Test
  void a_line_without_a_label_is_told_with_its_place() {
    Problems problems = new Problems();

    LabelledReader.read("some.tsv", "fine\tlabel\nno label\n", problems);

    assertThat(problems.all())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .startsWith("some.tsv:2:1");
  }

  @Test
  void what_was_learnt_is_predicted_and_nothing_is_rejected_where_all_is_in_scope() {
    List<Labelled> sentences = LabelledReader.read("some.tsv", LINES, new Problems());

    Evaluation evaluation =
        Evaluation.of(
            new Evaluation.Material(sentences, List.of(), sentences),
            () -> SentenceEncoder.NONE,
            cache);

    assertThat(evaluation.predictions()).allSatisfy(it -> assertThat(it.label()).isPresent());
    assertThat(evaluation.report().accuracy()).isEqualTo(100);
    assertThat(evaluation.report().p50Micros()).isPositive();
  }
}
