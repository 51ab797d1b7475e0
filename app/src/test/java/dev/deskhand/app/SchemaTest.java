package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.deskhand.bot.practice.YamlAsJson;
import dev.deskhand.content.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What editors are told of the files agrees with what Deskhand reads. In a folder of the tests
 * stand files that use every part of each kind; beside each its variations, a line each: {@code +}
 * what is right as well, {@code -} what is wrong, as what stands there, an arrow, and what is
 * written instead.
 */
final class SchemaTest {
  private static final Path FIXTURES = Path.of("src/test/resources/schema");
  private static final String ARROW = " =>";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file, as it is or with one thing written otherwise. */
  record Written(Path file, String text, String change) {
    String kind() {
      return kindOf(file);
    }

    List<Problem> problems() {
      FileOfAKind kind = FileOfAKind.valueOf(kind().toUpperCase(Locale.ROOT));
      return kind.problems(file.getFileName().toString(), text);
    }

    @Override
    public String toString() {
      return file.getFileName() + ": " + change;
    }
  }

  static Stream<Written> right() {
    return Stream.concat(
        fixtures().map(file -> new Written(file, text(file), "as it is")), variations("+"));
  }

  static Stream<Written> wrong() {
    return variations("-");
  }

  static Stream<Written> shipped() {
    return Stream.of("../runbooks/catalog", "../decision-trees/catalog")
        .flatMap(folder -> files(Path.of(folder)))
        .map(file -> new Written(file, text(file), "as it ships"));
  }

  private static Stream<Path> fixtures() {
    return files(FIXTURES);
  }

  private static Stream<Written> variations(String mark) {
    return fixtures()
        .flatMap(
            file ->
                text(Path.of(file.toString().replace(".yaml", ".variations")))
                    .lines()
                    .filter(line -> line.startsWith(mark + " "))
                    .map(line -> varied(file, line.substring(2))));
  }

  private static Written varied(Path file, String line) {
    String text = text(file);
    String there = line.substring(0, line.indexOf(ARROW));
    String instead = line.substring(line.indexOf(ARROW) + ARROW.length()).replaceFirst("^ ", "");
    assertThat(text.split(Pattern.quote(there), -1)).as(line).hasSize(2);
    return new Written(file, text.replace(there, instead), line);
  }

  @ParameterizedTest
  @MethodSource({"right", "shipped"})
  void what_is_right_fits_its_schema(Written written) {
    assertThat(faults(written)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("right")
  void what_is_right_is_read(Written written) {
    assertThat(written.problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void what_is_wrong_fits_no_schema(Written written) {
    assertThat(faults(written)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void what_is_wrong_is_not_read(Written written) {
    assertThat(written.problems()).isNotEmpty();
  }

  /** So that a new part comes with one that is right, and its mistakes. */
  @ParameterizedTest
  @ValueSource(strings = {"runbook", "tree", "trigger", "offer"})
  void every_part_of_a_schema_is_tried(String kind) throws IOException {
    Set<String> parts = new TreeSet<>();
    collectParts(JSON.readTree(schemaText(kind)), parts);
    Set<String> tried = new TreeSet<>();
    right()
        .filter(it -> it.kind().equals(kind))
        .forEach(it -> collectWords(YamlAsJson.of(it.text()), tried));

    assertThat(tried).containsAll(parts);
  }

  /** Keys and the values that are listed. */
  private static void collectParts(JsonNode schema, Set<String> parts) {
    schema.path("properties").fieldNames().forEachRemaining(parts::add);
    schema.path("enum").forEach(value -> parts.add(value.asText()));
    schema.forEach(inner -> collectParts(inner, parts));
  }

  private static void collectWords(JsonNode written, Set<String> words) {
    written.fieldNames().forEachRemaining(words::add);
    if (written.isValueNode()) {
      words.add(written.asText());
    }
    written.forEach(inner -> collectWords(inner, words));
  }

  private static List<String> faults(Written written) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schemaText(written.kind()));
    return schema.validate(YamlAsJson.of(written.text())).stream()
        .map(fault -> fault.toString())
        .toList();
  }

  private static String schemaText(String kind) {
    return text(Path.of("../docs/" + kind + ".schema.json"));
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> !kindOf(file).isEmpty()).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String kindOf(Path file) {
    String name = file.getFileName().toString();
    return Stream.of("runbook", "trigger", "offer", "tree")
        .filter(kind -> name.endsWith("." + kind + ".yaml"))
        .findFirst()
        .orElse("");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
