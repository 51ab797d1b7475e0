package dev.deskhand.slack;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into pieces that fit a block, between lines where it can, else between words. Nothing
 * gets lost but the line break at a cut.
 */
final class Pieces {
  private Pieces() {}

  /**
   * The pieces, none of them blank.
   *
   * @param most characters of a piece once it is escaped
   */
  static List<String> of(String text, int most) {
    List<String> pieces = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      List<String> parts = cut(line, most);
      boolean fits = width(current) + 1 + width(parts.getFirst()) <= most;
      if (!current.isEmpty() && fits) {
        current.append('\n').append(parts.getFirst());
        parts = parts.subList(1, parts.size());
      }
      for (String part : parts) {
        pieces.add(current.toString());
        current.setLength(0);
        current.append(part);
      }
    }
    pieces.add(current.toString());
    pieces.removeIf(String::isBlank);
    return pieces;
  }

  /**
   * The pieces of a text whose blank lines count, such as a program or a log; none of them empty.
   */
  static List<String> verbatim(String text, int most) {
    List<String> pieces = new ArrayList<>();
    List<String> current = new ArrayList<>();
    int width = 0;
    for (String line : text.split("\n", -1)) {
      List<String> parts = cut(line, most);
      boolean fits = !current.isEmpty() && width + 1 + width(parts.getFirst()) <= most;
      for (int i = 0; i < parts.size(); i++) {
        if (!current.isEmpty() && (i > 0 || !fits)) {
          pieces.add(String.join("\n", current));
          current.clear();
          width = 0;
        }
        width += (current.isEmpty() ? 0 : 1) + width(parts.get(i));
        current.add(parts.get(i));
      }
    }
    pieces.add(String.join("\n", current));
    pieces.replaceAll(piece -> piece.isEmpty() ? " " : piece);
    return pieces;
  }

  private static List<String> cut(String line, int most) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < line.length() && width(line.substring(from)) > most) {
      int to = fitting(line, from, most);
      parts.add(line.substring(from, to));
      from = to;
    }
    parts.add(line.substring(from));
    return parts;
  }

  /** Behind the last space that fits, if it isn't far back; never inside a surrogate pair. */
  private static int fitting(String line, int from, int most) {
    int to = from;
    int width = 0;
    while (width + width(line.charAt(to)) <= most) {
      width += width(line.charAt(to));
      to++;
    }
    if (Character.isHighSurrogate(line.charAt(to - 1))) {
      to--;
    }
    int space = line.lastIndexOf(' ', to - 1) + 1;
    return space - from > (to - from) / 2 ? space : to;
  }

  /** As it is once escaped: what is bold gets shorter at that, never longer. */
  static int width(CharSequence text) {
    return text.chars().map(c -> width((char) c)).sum();
  }

  private static int width(char c) {
    return switch (c) {
      case '&' -> 5;
      case '<', '>' -> 4;
      default -> 1;
    };
  }
}
