package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds every Java file of the repository to google-java-format, so that a change shows only what
 * it changes. {@code -Ddeskhand.format=write} rewrites the files instead of naming them.
 *
 * <p>It is a test and not a Maven plugin because the formatter runs in the JVM that calls it and
 * needs the compiler of JDK 25, while Maven itself may run on 17.
 */
final class FormatTest {

  private static final String COMMAND =
      "mvn -q -pl app -am test -Dtest=FormatTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Ddeskhand.format=write";

  private final Formatter formatter = new Formatter();

  /** What the formatter makes of a file. */
  private sealed interface Verdict {
    record Formatted() implements Verdict {}

    record Differs(Path file, String formatted) implements Verdict {}

    record Unreadable(Path file, String why) implements Verdict {}
  }

  @Test
  void every_java_file_is_formatted() {
    boolean rewrites = "write".equals(System.getProperty("deskhand.format"));

    List<Verdict> verdicts = Repository.javaFiles().parallelStream().map(this::judge).toList();

    List<String> complaints = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      switch (verdict) {
        case Verdict.Formatted _ -> {}
        case Verdict.Differs(Path file, String formatted) when rewrites -> write(file, formatted);
        case Verdict.Differs(Path file, _) -> complaints.add(name(file));
        case Verdict.Unreadable(Path file, String why) ->
            complaints.add(name(file) + ": the formatter cannot read it: " + why);
      }
    }
    assertThat(complaints)
        .as("Java files that are not formatted; this formats them:%n  %s", COMMAND)
        .isEmpty();
  }

  private Verdict judge(Path file) {
    String written = read(file);
    try {
      String formatted =
          formatter.formatSourceAndFixImports(RemoveUnusedImports.removeUnusedImports(written));
      return formatted.equals(written)
          ? new Verdict.Formatted()
          : new Verdict.Differs(file, formatted);
    } catch (FormatterException e) {
      return new Verdict.Unreadable(file, e.getMessage().lines().findFirst().orElse("no reason"));
    }
  }

  private static String name(Path file) {
    return Repository.root().relativize(file).toString();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not rewrite " + file, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
