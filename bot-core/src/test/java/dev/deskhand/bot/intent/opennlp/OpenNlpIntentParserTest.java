package dev.deskhand.bot.intent.opennlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Interpretation.Ambiguous;
import dev.deskhand.bot.intent.Interpretation.Understood;
import dev.deskhand.bot.intent.Interpretation.Unrecognized;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.journal.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OpenNlpIntentParserTest {
  private static final Intent LUNCH = new Intent(Intent.Kind.TREE, "lunch", "Lunch menu");

  @TempDir private static Path sharedCache;
  private static OpenNlpIntentParser parser;
  private static IntentCatalogue small;

  @TempDir private Path cache;

  @BeforeAll
  static void learn() throws IOException {
    parser = OpenNlpIntentParser.learn(ShippedUtterances.read(), sharedCache, SentenceEncoder.NONE);
    small =
        new IntentCatalogue(
            Map.of(
                LUNCH,
                Stream.of(
                        "what's for lunch",
                        "lunch menu of today",
                        "what do we eat",
                        "menu of the canteen",
                        "is there soup")
                    .map(text -> new Example(text, List.of()))
                    .toList()),
            Map.of(),
            Map.of(),
            Map.of());
  }

  @Test
  void a_request_is_understood_with_its_values() {
    Interpretation meaning = parse("please restart nginx on web-01, see rt-42");

    assertThat(meaning).isInstanceOf(Understood.class);
    Understood understood = (Understood) meaning;
    assertThat(understood.intent().id()).isEqualTo("restart-service");
    assertThat(understood.slots())
        .containsExactly(
            new Slot("service", "nginx"), new Slot("host", "web-01"), new Slot("ticket", "rt-42"));
    assertThat(understood.confidence()).isBetween(0.5, 1.0);
  }

  @Test
  void a_request_that_fits_two_intents_is_asked_about() {
    Interpretation meaning = parse("password locked");

    assertThat(meaning).isInstanceOf(Ambiguous.class);
    assertThat(((Ambiguous) meaning).candidates())
        .extracting(Intent::id)
        .contains("unlock-account", "reset-password")
        .hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void what_says_nothing_is_not_recognised() {
    Stream.of("", "   ", "\n\t", "😀🎉", "???", "мой впн не работает", "\0\0\0", "\ud83d")
        .forEach(text -> assertThat(parse(text)).as(text).isEqualTo(new Unrecognized()));
  }

  @Test
  void a_text_of_100_000_characters_is_not_recognised_and_costs_little() {
    Stream.of("vpn ", "a", "a-", "a.", "1.", "[", "\u0300", "\ufdfa", "a@a.")
        .map(part -> part.repeat(100_000 / part.length()))
        .forEach(
            text ->
                Assertions.assertTimeout(
                    Duration.ofSeconds(1),
                    () -> assertThat(parse(text)).isEqualTo(new Unrecognized())));
  }

  @Test
  void the_longest_text_that_is_read_costs_little() {
    Stream.of("vpn session ", "a-", "a.", "1.", "account for ", "vpn. ", "\ufdfa", "a@a.")
        .map(part -> part.repeat(10_000 / part.length()))
        .forEach(text -> Assertions.assertTimeout(Duration.ofSeconds(1), () -> parse(text)));
  }

  static LongStream seeds() {
    return Seeds.each(1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void any_text_is_answered_in_time(long seed) {
    Random random = new Random(seed);
    List<String> parts =
        List.of(
            "vpn",
            "restart ",
            "-",
            ".",
            "@",
            "0x",
            "\n",
            "é",
            "😀",
            "密",
            "\ufdfa",
            "'",
            "\0",
            "account for ",
            "web-",
            "1",
            "(",
            "[x](y)",
            "\u202e",
            "session ");

    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(400); length > 0; length--) {
        text.append(
            random.nextInt(3) == 0
                ? Character.toString(random.nextInt(0x110000))
                : parts.get(random.nextInt(parts.size())));
      }
      Assertions.assertTimeout(Duration.ofSeconds(1), () -> parse(text.toString()));
    }
  }

  @Test
  void learning_twice_gives_the_same_answers() throws IOException {
    IntentCatalogue catalogue = ShippedUtterances.read();
    OpenNlpIntentParser again = OpenNlpIntentParser.learn(catalogue, cache, SentenceEncoder.NONE);

    List<String> texts =
        catalogue.examples().values().stream().flatMap(List::stream).map(Example::text).toList();
    assertThat(texts)
        .allSatisfy(t -> assertThat(again.parse(new Utterance(t))).isEqualTo(parse(t)));
  }

  @Test
  void what_was_learnt_is_taken_from_the_cache() {
    String key = OpenNlpIntentParser.keyOf(small, SentenceEncoder.NONE);
    IntentModel model = IntentModel.train(Lessons.of(small, _ -> SentenceVector.NONE));
    Thresholds refuseEverything =
        new Thresholds(new Pool(0, 1, 0), new Scope(Collections.nCopies(Scope.SIZE, 0.0)), 1, 1);
    new ModelCache(cache).put(key, new ModelCache.Trained(model.classifiers(), refuseEverything));

    OpenNlpIntentParser cached = OpenNlpIntentParser.learn(small, cache, SentenceEncoder.NONE);

    assertThat(cached.parse(new Utterance("lunch menu of today"))).isEqualTo(new Unrecognized());
  }

  @Test
  void a_kept_model_answers_like_the_learnt_one() throws IOException {
    OpenNlpIntentParser cached =
        OpenNlpIntentParser.learn(ShippedUtterances.read(), sharedCache, SentenceEncoder.NONE);

    assertThat(cached.parse(new Utterance("unlock my account")))
        .isEqualTo(parse("unlock my account"));
  }

  @Test
  void a_torn_or_foreign_file_is_learnt_anew() throws IOException {
    Path file =
        new ModelCache(cache).fileFor(OpenNlpIntentParser.keyOf(small, SentenceEncoder.NONE));
    OpenNlpIntentParser.learn(small, cache, SentenceEncoder.NONE);
    byte[] whole = Files.readAllBytes(file);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;

    for (byte[] damaged :
        List.of(
            new byte[0],
            new byte[7],
            "hello".getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(whole, whole.length / 2),
            flipped)) {
      Files.write(file, damaged);

      OpenNlpIntentParser learnt = OpenNlpIntentParser.learn(small, cache, SentenceEncoder.NONE);

      assertThat(learnt.parse(new Utterance("lunch menu of today"))).isInstanceOf(Understood.class);
      assertThat(file).hasBinaryContent(whole);
    }
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_cache_that_cannot_be_written_does_not_hinder_learning() throws IOException {
    Path notADirectory = Files.writeString(cache.resolve("file"), "in the way");

    OpenNlpIntentParser learnt =
        OpenNlpIntentParser.learn(small, notADirectory, SentenceEncoder.NONE);

    assertThat(learnt.parse(new Utterance("lunch menu of today"))).isInstanceOf(Understood.class);
  }

  @Test
  void a_changed_catalogue_has_another_key() {
    IntentCatalogue changed =
        new IntentCatalogue(small.examples(), Map.of("dish", List.of("soup")), Map.of(), Map.of());

    assertThat(OpenNlpIntentParser.keyOf(changed, SentenceEncoder.NONE))
        .isNotEqualTo(OpenNlpIntentParser.keyOf(small, SentenceEncoder.NONE));
  }

  @Test
  void a_catalogue_without_intents_recognises_nothing() {
    IntentCatalogue empty = new IntentCatalogue(Map.of(), Map.of(), Map.of(), Map.of());

    OpenNlpIntentParser learnt = OpenNlpIntentParser.learn(empty, cache, SentenceEncoder.NONE);

    assertThat(learnt.parse(new Utterance("lunch"))).isEqualTo(new Unrecognized());
  }

  private static Interpretation parse(String text) {
    return parser.parse(new Utterance(text));
  }
}
