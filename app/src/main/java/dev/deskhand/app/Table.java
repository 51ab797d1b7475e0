package dev.deskhand.app;

import java.util.List;

/** Texts in columns. */
final class Table {
  private Table() {}

  /** The rows as lines, every column as wide as its widest cell; the last is not filled up. */
  static List<String> of(List<List<String>> rows) {
    int last = rows.getFirst().size() - 1;
    int[] widths = new int[last];
    for (List<String> row : rows) {
      for (int i = 0; i < last; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
    }
    return line.append(row.getLast()).toString().stripTrailing();
  }
}
