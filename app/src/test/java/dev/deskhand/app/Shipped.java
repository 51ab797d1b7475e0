package dev.deskhand.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** What is shipped, as it lies in the working tree. */
final class Shipped {
  private static final String MODELS = "models";

  private Shipped() {}

  /** The folders of the catalogue. */
  static List<Path> catalogue() {
    return Stream.of("decision-trees", "runbooks", "permissions")
        .map(module -> Repository.root().resolve(module).resolve("catalog"))
        .toList();
  }

  /** Makes a folder the home of a distribution, as {@code deskhand.home} names one. */
  static Path home(Path home) {
    catalogue().forEach(folder -> copy(folder, home.resolve("catalog")));
    return home;
  }

  /** Gives a data folder the language models that an earlier test has learnt. */
  static Path lendModels(Path data) {
    copy(models(), data.resolve(MODELS));
    return data;
  }

  /** Keeps the language models of a data folder for later tests. */
  static void keepModels(Path data) {
    copy(data.resolve(MODELS), models());
  }

  private static Path models() {
    return Repository.root().resolve("app/target").resolve(MODELS);
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(from);
      Files.createDirectories(to);
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.filter(it -> !it.toString().endsWith(".part")).toList()) {
          Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("copying the files of " + from + " failed", e);
    }
  }
}
