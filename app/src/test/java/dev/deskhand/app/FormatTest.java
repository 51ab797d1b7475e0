package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds every Java file of the repository to google-java-format, so that a change shows only what it
 * changes. {@code -Ddeskhand.format=write} rewrites the files instead of naming them.
 *
 * <p>It is a test and not a Maven plugin because the formatter runs in the JVM that calls it and
 * needs the compiler of JDK 25, while Maven itself may run on 17.
 */
final class FormatTest {

  private static final String COMMAND =
      "mvn -q -pl app -am test -Dtest=FormatTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Ddeskhand.format=write";

  private final Formatter formatter = new Formatter();

  @Test
  void every_java_file_is_formatted() {
    Path repository = Repository.root();

    List<Path> unformatted = Repository.javaFiles().parallelStream().filter(this::differs).toList();

    if ("write".equals(System.getProperty("deskhand.format"))) {
      unformatted.forEach(this::rewrite);
      return;
    }
    assertThat(unformatted)
        .map(file -> repository.relativize(file).toString())
        .as("Java files that are not formatted; this formats them:%n  %s", COMMAND)
        .isEmpty();
  }

  private boolean differs(Path file) {
    return !formatted(file).equals(read(file));
  }

  private void rewrite(Path file) {
    try {
      Files.writeString(file, formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not rewrite " + file, e);
    }
  }

  private String formatted(Path file) {
    try {
      return formatter.formatSourceAndFixImports(RemoveUnusedImports.removeUnusedImports(read(file)));
    } catch (FormatterException e) {
      throw new IllegalStateException("The formatter cannot read " + file + ": " + e.getMessage(), e);
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
