package dev.deskhand.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The working tree that the tests run in, for tests about the sources themselves. */
final class Repository {

  private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

  private Repository() {}

  /** The folder that holds the root pom, found upwards from where Maven or an editor started us. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("deskhand"))
          && Files.isDirectory(folder.resolve("bot-core"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "No folder with `deskhand` and `bot-core` at or above "
            + here
            + "; run this from inside the repository");
  }

  /** Every Java file under the root, in the order of their paths; build folders left out. */
  static List<Path> javaFiles() {
    List<Path> found = new ArrayList<>();
    Deque<Path> folders = new ArrayDeque<>(List.of(root()));
    while (!folders.isEmpty()) {
      for (Path entry : entries(folders.pop())) {
        if (Files.isDirectory(entry)) {
          folders.push(entry);
        } else if (entry.toString().endsWith(".java")) {
          found.add(entry);
        }
      }
    }
    return found.stream().sorted().toList();
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !NOT_OURS.contains(entry.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not list " + folder, e);
    }
  }
}
