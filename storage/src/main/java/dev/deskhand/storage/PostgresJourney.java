package dev.deskhand.storage;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement of many parts, one for each table that is written, and perhaps the commit. Each part
 * sees what was there before. Where one does not find the rows that it has to find, the statement
 * divides by zero, so that the server takes everything back by itself. Belongs to the writer's
 * thread.
 */
final class PostgresJourney {
  /** No text of ours has a NUL; neither can one of this database's. */
  private static final String NULL = "\0";

  /** So few rows stand as values; to take an array of each column apart costs more. */
  private static final int FEW = 2;

  private final List<String> parts = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private final List<String> guards = new ArrayList<>();
  private final List<Object> found = new ArrayList<>();
  private Way way = Way.ON;

  /** What comes of the transaction. */
  private enum Way {
    ON,
    COMMIT,
    /** It is this statement alone, which the server then commits by itself. */
    WHOLE
  }

  /** A column of an array of rows. */
  private record Column(String type, List<@Nullable Object> cells) {
    /** Of the type that the driver sends as it is; an array of anything it sends as text. */
    @Nullable Object[] array() {
      return switch (type) {
        case "text" -> cells.toArray(String[]::new);
        case "bigint" -> cells.toArray(Long[]::new);
        case "int" -> cells.toArray(Integer[]::new);
        default -> throw new IllegalArgumentException("no column of " + type);
      };
    }
  }

  /** A part that has to find one row; the first part is done first. */
  void one(String name, String part, Object... of) {
    addGuarded(name, part, 1);
    values.addAll(List.of(of));
  }

  /** A part that takes rows, whose columns have these types, and has to find one for each. */
  void each(String name, String part, List<@Nullable Object[]> rows, String... types) {
    addGuarded(name, over(part, rows, types), rows.size());
  }

  /** A part that takes rows, whose columns have these types. */
  void rows(String name, String part, List<@Nullable Object[]> rows, String... types) {
    parts.add(name + " AS (" + over(part, rows, types) + ")");
  }

  /** Ends the transaction that was begun before. */
  void commit() {
    way = Way.COMMIT;
  }

  /** Is a transaction by itself: nothing was asked before. */
  void commitWhole() {
    way = Way.WHOLE;
  }

  private void addGuarded(String name, String part, int rows) {
    parts.add(name + " AS (" + part + " RETURNING 1)");
    guards.add("(SELECT count(*) FROM " + name + ") = ?");
    found.add(rows);
  }

  /** The part with the place of its rows filled in, whose values are added. */
  private String over(String part, List<@Nullable Object[]> rows, String... types) {
    return part.replace("{rows}", rows.size() <= FEW ? values(rows, types) : arrays(rows, types));
  }

  private String values(List<@Nullable Object[]> rows, String... types) {
    rows.forEach(row -> Arrays.stream(row).map(PostgresJourney::cell).forEach(values::add));
    String row = Arrays.stream(types).map(type -> "?::" + type).collect(joining(", ", "(", ")"));
    return "(VALUES " + String.join(", ", Collections.nCopies(rows.size(), row)) + ")";
  }

  private String arrays(List<@Nullable Object[]> rows, String... types) {
    for (int column = 0; column < types.length; column++) {
      values.add(column(types[column], rows, column));
    }
    return Arrays.stream(types)
        .map(type -> "?::" + type + "[]")
        .collect(joining(", ", "unnest(", ")"));
  }

  private static Object cell(@Nullable Object value) {
    return value == null ? NULL : value;
  }

  private static Column column(String type, List<@Nullable Object[]> rows, int column) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      cells.add(row[column]);
    }
    return new Column(type, cells);
  }

  private String sql() {
    String guard =
        guards.isEmpty()
            ? "1"
            : "1 / (CASE WHEN " + String.join(" AND ", guards) + " THEN 1 ELSE 0 END)";
    String end = way == Way.COMMIT ? ";\nCOMMIT" : "";
    return "WITH " + String.join(",\n", parts) + "\nSELECT " + guard + end;
  }

  void go(Prepared prepared) throws SQLException {
    PreparedStatement statement = prepared.statement(sql());
    values.addAll(found);
    int place = 1;
    for (Object value : values) {
      switch (value) {
        case Column column ->
            statement.setArray(
                place, statement.getConnection().createArrayOf(column.type(), column.array()));
        case String text when text.equals(NULL) -> statement.setNull(place, Types.BIGINT);
        case String text -> statement.setString(place, text);
        case Long number -> statement.setLong(place, number);
        case Integer number -> statement.setInt(place, number);
        case Object other -> throw new IllegalArgumentException("no " + other.getClass());
      }
      place++;
    }
    if (way == Way.WHOLE) {
      executeWhole(statement);
    } else {
      statement.execute();
    }
  }

  /** Without a BEGIN, which the server would answer by itself. */
  private static void executeWhole(PreparedStatement statement) throws SQLException {
    Connection connection = statement.getConnection();
    connection.setAutoCommit(true);
    try {
      statement.execute();
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(false);
      }
    }
  }
}
