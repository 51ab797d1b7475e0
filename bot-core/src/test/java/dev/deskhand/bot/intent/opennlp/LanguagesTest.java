package dev.deskhand.bot.intent.opennlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.bot.intent.opennlp.onnx.OnnxSentenceEncoder;
import dev.deskhand.bot.intent.yaml.IntentsReader;
import dev.deskhand.content.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An intent may be taught in several languages at once. */
final class LanguagesTest {
  private static final Path FILES = Path.of("src/test/resources/languages");
  private static final int LANGUAGES = 3;
  private static final int OF_EACH = 4;
  private static final Map<Tier, OpenNlpIntentParser> parsers = new EnumMap<>(Tier.class);
  @TempDir private static Path cache;

  /** What sentences are understood by. */
  enum Tier {
    WORDS,
    SENTENCES
  }

  @BeforeAll
  static void learn() throws IOException {
    Problems problems = new Problems();
    String file = "taught.intents.yaml";
    IntentCatalogue taught =
        IntentsReader.readAny(Map.of(file, Files.readString(FILES.resolve(file))), problems);
    problems.throwIfAny();
    parsers.put(Tier.WORDS, OpenNlpIntentParser.learn(taught, cache, SentenceEncoder.NONE));
    parsers.put(
        Tier.SENTENCES, OpenNlpIntentParser.learn(taught, cache, OnnxSentenceEncoder.load()));
  }

  /** In the order of the file: four in English, four in German, four in French of each intent. */
  @ParameterizedTest
  @CsvSource({"WORDS, 0", "WORDS, 1", "WORDS, 2", "SENTENCES, 0", "SENTENCES, 1", "SENTENCES, 2"})
  void seven_of_eight_sentences_of_each_language_become_what_they_should(Tier tier, int language)
      throws IOException {
    List<String> lines =
        Files.readAllLines(FILES.resolve("held-out.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    List<String> own =
        IntStream.range(0, lines.size())
            .filter(i -> i / OF_EACH % LANGUAGES == language)
            .mapToObj(lines::get)
            .toList();

    List<String> missed = own.stream().filter(line -> !isMet(tier, line)).toList();

    assertThat(own).hasSize(16);
    assertThat(missed).hasSizeLessThanOrEqualTo(2);
  }

  /** Understood, or offered first. */
  private static boolean isMet(Tier tier, String line) {
    String[] parts = line.split(": ", 2);
    Interpretation found = Objects.requireNonNull(parsers.get(tier)).parse(new Utterance(parts[1]));
    return switch (found) {
      case Interpretation.Understood it -> it.intent().id().equals(parts[0]);
      case Interpretation.Ambiguous it -> it.candidates().getFirst().id().equals(parts[0]);
      case Interpretation.Unrecognized _ -> false;
    };
  }
}
