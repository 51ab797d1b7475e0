package dev.deskhand.trees.yaml;

import dev.deskhand.content.PictureFile;
import dev.deskhand.content.PictureReading;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.trees.NodePicture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code picture: {file: …, shows: …}} of a node. */
final class PictureReader {
  private static final Pattern NAME =
      Pattern.compile("[\\w-][\\w.-]{0,90}\\.(png|jpe?g|gif)", Pattern.CASE_INSENSITIVE);

  private final Map<String, PictureReading> known;
  private final NodeDraft.Tongue tongue;
  private final Problems problems;

  /**
   * A reader.
   *
   * @param known the pictures that stand beside the tree, by name
   */
  PictureReader(Map<String, PictureReading> known, NodeDraft.Tongue tongue, Problems problems) {
    this.known = known;
    this.tongue = tongue;
    this.problems = problems;
  }

  /** Empty where the node has none, or one with a fault, which is told of. */
  Optional<NodePicture> read(YamlMapping node) {
    if (node.find("picture").isEmpty()) {
      return Optional.empty();
    }
    YamlMapping written = node.mapping("picture", problems);
    written.allowOnly(problems, "file", "shows");
    Wording words = Wording.read(written, "shows", tongue.all(), problems);
    words.in().values().forEach(this::requireShort);
    String shows = words.in(tongue.wanted()).text().replaceAll("\\s+", " ");
    String name = written.text("file", problems).strip();
    return file(name, written.placeOf("file")).map(it -> new NodePicture(name, shows, it));
  }

  private void requireShort(Wording.Said said) {
    int length = said.text().length();
    if (length > PictureFile.LONGEST_WORDS) {
      problems.add(
          said.at(),
          "'shows' has %d characters; at most %d tell what is to be seen: the rest belongs into the"
                  .formatted(length, PictureFile.LONGEST_WORDS)
              + " node's text");
    }
  }

  private Optional<PictureFile> file(String name, SourcePosition at) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (!NAME.matcher(name).matches()) {
      problems.add(
          at,
          "'file': expected the name of a PNG, JPEG or GIF beside the tree, such as menu.png,"
              + " without folders; found '"
              + name
              + "'");
      return Optional.empty();
    }
    return switch (known.get(name)) {
      case PictureReading.Proven(PictureFile file) -> Optional.of(file);
      case PictureReading.Refused(String why) -> {
        problems.add(at, "picture '" + name + "' " + why);
        yield Optional.empty();
      }
      case null -> {
        problems.add(
            at,
            "no picture '"
                + name
                + "' stands in the catalogue: "
                + Problems.suggestion(name, List.copyOf(known.keySet())));
        yield Optional.empty();
      }
    };
  }
}
