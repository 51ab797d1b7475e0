package dev.deskhand.desks;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A token or a key that signs. Never shows itself: records that hold it end up in logs.
 *
 * @param value at least 16 characters; whoever has fewer has none. A key that signs may be two
 *     while it is changed, a line each
 */
public record Secret(String value) {
  private static final int LEAST = 16;
  private static final int MOST_LINES = 2;

  public Secret {
    int shortest = value.strip().lines().mapToInt(line -> line.strip().length()).min().orElse(0);
    if (shortest < LEAST) {
      throw new IllegalArgumentException(
          "a secret of "
              + shortest
              + " characters: expected at least "
              + LEAST
              + "; `openssl rand -hex 32` makes one");
    }
    if (value.strip().lines().count() > MOST_LINES) {
      throw new IllegalArgumentException(
          "a secret of "
              + value.strip().lines().count()
              + " lines: expected one, or two while it is changed");
    }
  }

  /** The key, or both while it is changed. */
  List<byte[]> each() {
    List<String> lines = value.strip().lines().toList();
    return lines.size() == 1
        ? List.of(value.getBytes(StandardCharsets.UTF_8))
        : lines.stream().map(line -> line.strip().getBytes(StandardCharsets.UTF_8)).toList();
  }

  @Override
  public String toString() {
    return "Secret[…]";
  }
}
