package dev.deskhand.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What Microsoft publishes by npm: the renderer of Adaptive Cards 1.5, which parses and validates
 * cards, with the schema of each kind of object in it; and the JSON Schema of apps' manifests.
 */
public final class MicrosoftCards {
  private static final String HOW =
      "nothing is checked by what Microsoft publishes; connectors/teams/dev/install.sh fetches it";
  private static final Path MODULE =
      Stream.of("", "connectors/teams", "../connectors/teams")
          .map(Path::of)
          .filter(folder -> Files.exists(folder.resolve("dev/check-cards.js")))
          .findFirst()
          .orElseThrow();
  private static final Path PUBLISHED =
      MODULE.resolve("target/adaptivecards/package").toAbsolutePath();
  private static final Path RENDERER = PUBLISHED.resolve("dist/adaptivecards.js");
  private static final Path MANIFEST =
      PUBLISHED.resolve("build/json-schemas/teams/v1.22/MicrosoftTeams.schema.json");

  private MicrosoftCards() {}

  /** Whether all of it is installed here; where peers are required, it has to be. */
  public static boolean areHere() {
    boolean isHere = Files.exists(RENDERER) && Files.exists(MANIFEST);
    if (!isHere && "1".equals(System.getenv("DESKHAND_REQUIRE_PEERS"))) {
      throw new AssertionError(HOW);
    }
    return isHere;
  }

  /**
   * What is wrong with the cards in activities or answers; nothing where all is right. Skips the
   * test where the renderer is not installed and may be missing.
   *
   * @param shown JSON, each on one line
   */
  public static List<String> complaints(List<String> shown) {
    Assumptions.assumeTrue(areHere(), HOW);
    String check = MODULE.resolve("dev/check-cards.js").toAbsolutePath().toString();
    try {
      Process node =
          new ProcessBuilder("node", check, RENDERER.toString()).redirectErrorStream(true).start();
      try (var in = node.outputWriter(StandardCharsets.UTF_8)) {
        in.write(String.join("\n", shown));
      }
      List<String> said =
          new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      int code = node.onExit().join().exitValue();
      assertThat(said.getLast())
          .as(String.join("\n", said))
          .startsWith(shown.size() + " cards, ")
          .satisfies(it -> assertThat(it.endsWith(", 0 complaints")).isEqualTo(code == 0));
      return said.subList(0, said.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Microsoft's JSON Schema says against an app's manifest; skips the test as cards do. */
  public static List<String> complaintsOfManifest(String manifest) throws IOException {
    Assumptions.assumeTrue(areHere(), HOW);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
        .getSchema(Files.readString(MANIFEST))
        .validate(manifest, InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
