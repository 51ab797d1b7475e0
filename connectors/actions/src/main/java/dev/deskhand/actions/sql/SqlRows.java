package dev.deskhand.actions.sql;

import dev.deskhand.actions.json.JsonText;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows that were read: what is a number or a flag is one, all else is a text. */
record SqlRows(List<Map<String, @Nullable Object>> rows) {
  /** Who needs more has to ask for less. */
  static final int MOST = 10_000;

  /** Reads at most one row more than is allowed. */
  static SqlRows read(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    while (rows.size() <= MOST && result.next()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        row.put(columns.getColumnLabel(i), value(result, i));
      }
      rows.add(row);
    }
    return new SqlRows(rows);
  }

  private static @Nullable Object value(ResultSet result, int column) throws SQLException {
    Object value = result.getObject(column);
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : result.getString(column);
  }

  boolean tooMany() {
    return rows.size() > MOST;
  }

  String json() {
    return JsonText.of(rows);
  }

  /** The first row as a JSON object, without columns if there is none. */
  String first() {
    return rows.isEmpty() ? "{}" : JsonText.of(rows.getFirst());
  }

  /** The first column of the first row; empty if there is none, or nothing in it. */
  String value() {
    return rows.stream()
        .findFirst()
        .flatMap(row -> row.values().stream().findFirst().flatMap(Optional::ofNullable))
        .map(String::valueOf)
        .orElse("");
  }
}
