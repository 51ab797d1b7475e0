package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.deskhand.bot.practice.YamlAsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What editors are told of the files agrees with what Deskhand reads. */
final class SchemaTest {
  static Stream<Path> shipped() throws IOException {
    return Stream.of("../runbooks/catalog", "../decision-trees/catalog")
        .flatMap(folder -> files(Path.of(folder)))
        .filter(file -> !kindOf(file).isEmpty());
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String kindOf(Path file) {
    String name = file.getFileName().toString();
    return Stream.of("runbook", "trigger", "offer", "tree")
        .filter(kind -> name.endsWith("." + kind + ".yaml"))
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void what_is_shipped_fits_its_schema(Path file) throws IOException {
    assertThat(faults(kindOf(file), Files.readString(file))).isEmpty();
  }

  @Test
  void a_step_that_is_two_things_fits_not() throws IOException {
    assertThat(
            faults(
                "runbook",
                """
                runbook: x
                title: X
                risk: low
                steps: [ { id: a, title: A, wait: { for: 5m }, finish: failed, because: why } ]
                tell: { succeeded: a, failed: b }
                """))
        .isNotEmpty();
  }

  @Test
  void a_node_that_is_two_things_or_leads_nowhere_fits_not() throws IOException {
    for (String node :
        List.of(
            "{ ask: A?, end: solved, finding: A, say: B }",
            "{ ask: A? }",
            "{ ask: A?, answer: colour, next: n }",
            "{ note: Found., did: n }")) {
      assertThat(faults("tree", "{ tree: x, title: X, start: n, nodes: { n: " + node + " } }"))
          .as(node)
          .isNotEmpty();
    }
  }

  private static List<String> faults(String kind, String text) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("../docs/" + kind + ".schema.json")));
    return schema.validate(YamlAsJson.of(text)).stream().map(fault -> fault.toString()).toList();
  }
}
