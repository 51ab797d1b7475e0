package dev.deskhand.app.config;

import dev.deskhand.app.config.Settings.Understanding;
import dev.deskhand.app.config.Settings.Watch;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what can be asked for: {@code catalog}, {@code watch-catalog}, {@code understanding}. */
final class OfferedReader {
  private final Path base;
  private final Path shipped;
  private final Problems problems;

  /**
   * A reader.
   *
   * @param base what folders stand below
   * @param shipped the folder of the shipped catalogue
   */
  OfferedReader(Path base, Path shipped, Problems problems) {
    this.base = base;
    this.shipped = shipped;
    this.problems = problems;
  }

  Settings.Offered read(YamlMapping top, Extensions extensions) {
    List<Path> folders = new ArrayList<>(List.of(shipped));
    top.texts("catalog", problems).forEach(folder -> folders.add(base.resolve(folder)));
    return new Settings.Offered(folders, understanding(top), watch(top), extensions);
  }

  private Watch watch(YamlMapping top) {
    return switch (top.optionalText("watch-catalog", problems).orElse("false")) {
      case "true" -> Watch.FOLDERS;
      case "false" -> Watch.NOTHING;
      case String other -> {
        problems.add(
            top.placeOf("watch-catalog"),
            "'watch-catalog' is 'true' or 'false', found '" + other + "'");
        yield Watch.NOTHING;
      }
    };
  }

  private Understanding understanding(YamlMapping top) {
    return switch (top.optionalText("understanding", problems).orElse("sentences")) {
      case "words" -> Understanding.WORDS;
      case "sentences" -> Understanding.SENTENCES;
      case String other -> {
        problems.add(
            top.placeOf("understanding"),
            "'understanding' is 'sentences' or 'words', found '" + other + "'");
        yield Understanding.SENTENCES;
      }
    };
  }
}
