package dev.deskhand.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What Microsoft publishes of Adaptive Cards 1.5, by npm: its renderer, which parses and validates
 * cards, and the schema of each kind of object in it.
 */
public final class MicrosoftCards {
  private static final String HOW =
      "cards are not checked by Microsoft's renderer; connectors/teams/dev/install.sh fetches it";
  private static final Path MODULE =
      Stream.of("", "connectors/teams", "../connectors/teams")
          .map(Path::of)
          .filter(folder -> Files.exists(folder.resolve("dev/check-cards.js")))
          .findFirst()
          .orElseThrow();
  private static final Path RENDERER =
      MODULE.resolve("target/adaptivecards/package/dist/adaptivecards.js").toAbsolutePath();

  private MicrosoftCards() {}

  /** Whether it is installed here; where peers are required, it has to be. */
  public static boolean areHere() {
    boolean isHere = Files.exists(RENDERER);
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
}
