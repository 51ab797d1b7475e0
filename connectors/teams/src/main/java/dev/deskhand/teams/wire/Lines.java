package dev.deskhand.teams.wire;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into lines of a bearable length, at spaces where it can. Nothing gets lost. */
final class Lines {
  private Lines() {}

  /**
   * The lines, empty ones included.
   *
   * @param most characters of a line
   */
  static List<String> of(String text, int most) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      int from = 0;
      while (line.length() - from > most) {
        int to = cut(line, from, most);
        lines.add(line.substring(from, to));
        from = to;
      }
      lines.add(line.substring(from));
    }
    return lines;
  }

  /** Behind the last space that fits, if it isn't far back; never inside a surrogate pair. */
  private static int cut(String line, int from, int most) {
    int to = from + most;
    int space = line.lastIndexOf(' ', to - 1) + 1;
    if (space - from > most / 2) {
      return space;
    }
    return Character.isHighSurrogate(line.charAt(to - 1)) ? to - 1 : to;
  }
}
