package dev.deskhand.storage;

import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that travel to the server together. Belongs to the writer's thread. */
final class PostgresJourney {
  /** No text of ours has a NUL; neither can one of this database's. */
  private static final String NULL = "\0";

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  /** A column of an array of rows. */
  private record Column(String type, List<@Nullable Object> cells) {}

  /** A statement that takes rows, whose columns have these types. */
  void rows(String statement, List<@Nullable Object[]> rows, String... types) {
    boolean one = rows.size() == 1;
    String source =
        Arrays.stream(types)
            .map(type -> one ? "?::" + type : "?::" + type + "[]")
            .collect(joining(", ", one ? "(VALUES (" : "unnest(", one ? "))" : ")"));
    add(statement.replace("{rows}", source));
    for (int column = 0; column < types.length; column++) {
      values.add(one ? cell(rows.getFirst()[column]) : column(types[column], rows, column));
    }
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

  void values(String statement, Object... of) {
    add(statement);
    values.addAll(List.of(of));
  }

  /** More of the statement that was added last. */
  void moreValues(Object... of) {
    values.addAll(List.of(of));
  }

  private void add(String statement) {
    sql.append(sql.isEmpty() ? "" : ";\n").append(statement);
  }

  void go(Prepared prepared) throws SQLException {
    PreparedStatement statement = prepared.statement(sql.toString());
    int place = 1;
    for (Object value : values) {
      switch (value) {
        case Column column ->
            statement.setArray(
                place,
                statement.getConnection().createArrayOf(column.type(), column.cells().toArray()));
        case String text when text.equals(NULL) -> statement.setNull(place, Types.BIGINT);
        case String text -> statement.setString(place, text);
        case Long number -> statement.setLong(place, number);
        case Integer number -> statement.setInt(place, number);
        case Object other -> throw new IllegalArgumentException("no " + other.getClass());
      }
      place++;
    }
    statement.execute();
  }
}
