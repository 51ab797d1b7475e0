package dev.deskhand.trees.yaml;

import dev.deskhand.content.PictureFile;
import dev.deskhand.content.PictureReading;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tree's text with what its pictures were when it was read, in comments at its end: so a tree
 * with another picture is another version, and a walk's own version is read without the files.
 *
 * @param text without those comments
 * @param pictures by the name of their file
 */
record PictureStamps(String text, Map<String, PictureReading> pictures) {
  private static final Pattern STAMP =
      Pattern.compile(
          "\n# picture (\\S{1,100}) (image/\\w{3,4}) (\\d{1,6}) ([0-9a-f]{64})"
              + " (\\d{1,4})x(\\d{1,4})\\z");

  PictureStamps {
    pictures = Collections.unmodifiableMap(new TreeMap<>(pictures));
  }

  /** Takes a stamped text apart. */
  static PictureStamps read(String stamped) {
    Map<String, PictureReading> pictures = new TreeMap<>();
    String text = stamped;
    Matcher stamp = STAMP.matcher(text);
    while (stamp.find()) {
      Optional<PictureFile> file = file(stamp);
      if (file.isEmpty()) {
        break;
      }
      pictures.put(stamp.group(1), new PictureReading.Proven(file.get()));
      text = text.substring(0, stamp.start());
      stamp = STAMP.matcher(text);
    }
    return new PictureStamps(text, pictures);
  }

  /** Empty for a comment that only looks like a stamp. */
  private static Optional<PictureFile> file(Matcher stamp) {
    try {
      return Optional.of(
          new PictureFile(
              stamp.group(2),
              Integer.parseInt(stamp.group(3)),
              stamp.group(4),
              Integer.parseInt(stamp.group(5)),
              Integer.parseInt(stamp.group(6))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The text with its stamps. */
  static String stamped(String text, Map<String, PictureFile> pictures) {
    StringBuilder stamped = new StringBuilder(text);
    new TreeMap<>(pictures)
        .forEach(
            (name, it) ->
                stamped.append(
                    "\n# picture %s %s %d %s %dx%d"
                        .formatted(
                            name,
                            it.mediaType(),
                            it.size(),
                            it.sha256(),
                            it.width(),
                            it.height())));
    return stamped.toString();
  }
}
