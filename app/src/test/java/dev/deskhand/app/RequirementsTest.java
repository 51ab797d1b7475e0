package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of requirements in docs/security.md to the tests that it names. */
final class RequirementsTest {
  private static final int REQUIREMENTS = 22;
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (R\\d+) \\| [^|]+ \\| ([^|]+) \\|$");
  private static final Pattern TEST = Pattern.compile("`([A-Za-z]+)#([a-z_]+)`");

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(Repository.root().resolve("docs/security.md")))
        .results()
        .toList();
  }

  private static boolean isThere(String type, String method) {
    try (Stream<Path> files = Files.walk(Repository.root())) {
      return files
          .filter(file -> file.endsWith(type + ".java"))
          .filter(file -> file.toString().contains("/src/test/java/"))
          .anyMatch(file -> hasTest(file, method));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean hasTest(Path file, String method) {
    try {
      return Pattern.compile(
              "@(?:Parameterized)?Test\\b(?:(?! void ).|\\n)*? void " + method + "\\(")
          .matcher(Files.readString(file))
          .find();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void every_requirement_is_listed_once_and_in_order() throws IOException {
    assertThat(rows())
        .extracting(row -> row.group(1))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, REQUIREMENTS).mapToObj(number -> "R" + number).toList());
  }

  @Test
  void each_names_a_test_that_is_there_or_says_that_it_is_not_kept_yet() throws IOException {
    for (MatchResult row : rows()) {
      String shown = row.group(2);
      if (shown.startsWith("not there yet: ")) {
        continue;
      }
      assertThat(TEST.matcher(shown).results().toList())
          .as(row.group(1))
          .isNotEmpty()
          .allMatch(test -> isThere(test.group(1), test.group(2)));
    }
  }
}
