package dev.deskhand.bot.intent.opennlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Explanation;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.bot.intent.opennlp.Review.Finding;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReviewTest {
  private static final Intent UNLOCK = intent("unlock-account");
  private static final Intent RESTART = intent("restart-service");

  @TempDir private Path cache;

  private final IntentCatalogue catalogue = catalogue();

  @Test
  void sentences_that_say_the_same_for_two_intents_are_shown() {
    List<Finding> findings = Review.of(catalogue, cache, SentenceEncoder.NONE);

    assertThat(findings)
        .contains(
            new Finding.Twins(
                "restart the web server please", RESTART, "please restart the web server", UNLOCK))
        .contains(new Finding.Few(UNLOCK, 6));
    assertThat(findings)
        .filteredOn(Finding.Confused.class::isInstance)
        .extracting(it -> ((Finding.Confused) it).text())
        .contains("please restart the web server");
  }

  @Test
  void an_explanation_names_the_words_and_examples_that_spoke_for_it() {
    OpenNlpIntentParser parser = OpenNlpIntentParser.learn(catalogue, cache, SentenceEncoder.NONE);

    Explanation why = parser.explain(new Utterance("Unlock my account!"));

    assertThat(why.likeliest().getFirst().intent()).isEqualTo(UNLOCK);
    assertThat(why.words().getFirst().gain()).isPositive();
    assertThat(why.words()).extracting(Explanation.Telling::word).contains("unlock", "account");
    assertThat(why.nearest().getFirst().text()).isEqualTo("please unlock my account");
  }

  @Test
  void nothing_to_read_is_explained_as_nothing() {
    OpenNlpIntentParser parser = OpenNlpIntentParser.learn(catalogue, cache, SentenceEncoder.NONE);

    assertThat(parser.explain(new Utterance("...")).likeliest()).isEmpty();
  }

  private static IntentCatalogue catalogue() {
    Map<Intent, List<Example>> examples = new LinkedHashMap<>();
    examples.put(
        UNLOCK,
        examples(
            "my account is locked",
            "please unlock my account",
            "locked out of my account",
            "the account was locked again",
            "account locked since this morning",
            "please restart the web server"));
    examples.put(
        RESTART,
        examples(
            "restart the web server please",
            "the web server hangs, restart it",
            "please restart nginx",
            "restart the print server",
            "web server down, restart needed"));
    return new IntentCatalogue(examples, Map.of(), Map.of(), Map.of());
  }

  private static List<Example> examples(String... texts) {
    return Stream.of(texts).map(text -> new Example(text, List.of())).toList();
  }

  private static Intent intent(String id) {
    return new Intent(Intent.Kind.RUNBOOK, id, id.replace('-', ' '));
  }
}
