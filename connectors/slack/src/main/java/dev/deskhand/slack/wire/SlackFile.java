package dev.deskhand.slack.wire;

import com.slack.api.model.File;
import dev.deskhand.trees.GivenFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a file of Slack's is known.
 *
 * @param team the workspace's id
 * @param id such as {@code F0123}
 */
public record SlackFile(String team, String id) {
  private static final Pattern PLACE = Pattern.compile("[TE][A-Z0-9]{1,40}:F[A-Z0-9]{1,40}");
  private static final int MOST = 100;

  /** Reads what {@link #toString} writes; empty for anything else. */
  public static Optional<SlackFile> parse(String place) {
    if (!PLACE.matcher(place).matches()) {
      return Optional.empty();
    }
    int colon = place.indexOf(':');
    return Optional.of(new SlackFile(place.substring(0, colon), place.substring(colon + 1)));
  }

  /** What an event says of its files; those without an id of Slack's are none. */
  static List<GivenFile> of(String subject, String team, @Nullable List<File> files) {
    return files == null
        ? List.of()
        : files.stream()
            .limit(MOST)
            .filter(file -> parse(team + ":" + file.getId()).isPresent())
            .map(file -> given(subject, team, file))
            .toList();
  }

  private static GivenFile given(String subject, String team, File file) {
    return GivenFile.of(
        subject,
        SlackWire.text(file.getName()),
        SlackWire.text(file.getMimetype()),
        file.getSize() == null ? 0 : file.getSize(),
        SlackPlace.PLATFORM,
        new SlackFile(team, file.getId()).toString());
  }

  @Override
  public String toString() {
    return team + ":" + id;
  }
}
