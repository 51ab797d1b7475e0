package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.yaml.IntentsReader;
import dev.deskhand.content.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The utterances of the catalogue that is shipped, read from where they stand. */
public final class ShippedUtterances {
  private static final String SUFFIX = ".intents.yaml";

  private ShippedUtterances() {}

  public static IntentCatalogue read() throws IOException {
    Map<String, String> files = new TreeMap<>();
    List<Intent> known = new ArrayList<>();
    add(Path.of("..", "runbooks", "catalog"), Intent.Kind.RUNBOOK, files, known);
    add(Path.of("..", "decision-trees", "catalog"), Intent.Kind.TREE, files, known);
    Problems problems = new Problems();
    IntentCatalogue catalogue = IntentsReader.read(files, known, problems);
    problems.throwIfAny();
    return catalogue;
  }

  private static void add(
      Path directory, Intent.Kind kind, Map<String, String> files, List<Intent> known)
      throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      for (Path file : found.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        String name = String.valueOf(file.getFileName());
        String id = name.substring(0, name.length() - SUFFIX.length());
        files.put(file.toString(), Files.readString(file));
        known.add(new Intent(kind, id, id.replace('-', ' ')));
      }
    }
  }
}
