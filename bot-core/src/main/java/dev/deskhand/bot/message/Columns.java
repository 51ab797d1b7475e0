package dev.deskhand.bot.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table in letters of one width, for surfaces that have no other: each column as wide as its
 * widest cell, up to 40. What is wider goes on below; nothing is cut off, and what must not be
 * shown is replaced.
 *
 * @param head the names of the columns, and a line
 * @param rows the lines of each row, at least one
 */
public record Columns(List<String> head, List<List<String>> rows) {
  private static final int WIDEST = 40;
  private static final String GAP = "  ";

  public Columns {
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
  }

  public static Columns of(Exhibit.Table table) {
    List<List<List<String>>> all =
        Stream.concat(Stream.of(table.columns()), table.rows().stream())
            .map(row -> row.stream().map(Columns::folded).toList())
            .toList();
    int[] widths =
        IntStream.range(0, table.columns().size()).map(column -> width(all, column)).toArray();
    List<List<String>> lines = all.stream().map(cells -> lines(cells, widths)).toList();
    List<String> head = new ArrayList<>(lines.getFirst());
    head.add(String.join(GAP, Arrays.stream(widths).mapToObj("-"::repeat).toList()));
    return new Columns(head, lines.subList(1, lines.size()));
  }

  /** All of it. */
  public List<String> lines() {
    return Stream.concat(head.stream(), rows.stream().flatMap(List::stream)).toList();
  }

  private static int width(List<List<List<String>>> rows, int column) {
    return rows.stream()
        .flatMap(row -> row.get(column).stream())
        .mapToInt(Columns::length)
        .max()
        .orElse(0);
  }

  private static List<String> lines(List<List<String>> cells, int[] widths) {
    int high = cells.stream().mapToInt(List::size).max().orElse(1);
    return IntStream.range(0, high).mapToObj(number -> line(cells, widths, number)).toList();
  }

  private static String line(List<List<String>> cells, int[] widths, int number) {
    List<String> parts = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      List<String> cell = cells.get(column);
      String part = number < cell.size() ? cell.get(number) : "";
      parts.add(part + " ".repeat(widths[column] - length(part)));
    }
    return String.join(GAP, parts).stripTrailing();
  }

  /** A cell's lines, none wider than a column may be; at least one. */
  private static List<String> folded(String cell) {
    List<String> lines = new ArrayList<>();
    for (String line : cell.split("\n", -1)) {
      int[] points = line.chars().map(c -> shown((char) c)).toArray();
      String legible = new String(points, 0, points.length);
      fold(legible, lines);
    }
    while (lines.size() > 1 && lines.getLast().isBlank()) {
      lines.removeLast();
    }
    return Collections.unmodifiableList(lines);
  }

  private static void fold(String line, List<String> into) {
    int from = 0;
    while (isWide(line, from)) {
      int most = line.offsetByCodePoints(from, WIDEST);
      int space = line.lastIndexOf(' ', most - 1) + 1;
      int to = space - from > WIDEST / 2 ? space : most;
      into.add(line.substring(from, to).stripTrailing());
      from = to;
    }
    into.add(line.substring(from));
  }

  /** Looks no further than it has to: a line may be very long. */
  private static boolean isWide(String line, int from) {
    return line.codePointCount(from, Math.min(line.length(), from + 2 * WIDEST + 2)) > WIDEST;
  }

  private static int shown(char c) {
    if (c == '\t') {
      return ' ';
    }
    return Legible.isShown(c) ? c : Legible.REPLACEMENT;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
