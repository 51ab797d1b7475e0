package dev.deskhand.torture;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the world is.
 *
 * @param lines where it is asked by lines of text
 * @param wires where attempts of the shipped actions come; none where they go by lines, too
 */
record Whereabouts(int lines, Optional<Wires> wires) {
  private static final Pattern COMMA = Pattern.compile(",");

  /**
   * Where it speaks the protocols of targets.
   *
   * @param hostKey the public key that it shows by SSH, as in {@code known_hosts}
   */
  record Wires(int http, int sql, int ssh, String hostKey) {}

  Whereabouts withoutWires() {
    return new Whereabouts(lines, Optional.empty());
  }

  /** As one word of a command line. */
  String word() {
    return wires
        .map(it -> "%d,%d,%d,%d,%s".formatted(lines, it.http(), it.sql(), it.ssh(), it.hostKey()))
        .orElse(Integer.toString(lines));
  }

  /** Reads what {@link #word} gave. */
  static Whereabouts read(String word) {
    List<String> parts = COMMA.splitAsStream(word).toList();
    int lines = Integer.parseInt(parts.getFirst());
    return parts.size() == 1
        ? new Whereabouts(lines, Optional.empty())
        : new Whereabouts(
            lines,
            Optional.of(
                new Wires(
                    Integer.parseInt(parts.get(1)),
                    Integer.parseInt(parts.get(2)),
                    Integer.parseInt(parts.get(3)),
                    parts.get(4))));
  }
}
