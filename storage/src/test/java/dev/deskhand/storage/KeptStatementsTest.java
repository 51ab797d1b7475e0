package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Whether a query is prepared once a connection. */
final class KeptStatementsTest {
  private final List<String> prepared = new ArrayList<>();

  @Test
  void a_query_that_is_asked_again_is_not_prepared_again() throws SQLException {
    try (Connection connection = counting(DriverManager.getConnection("jdbc:sqlite::memory:"))) {
      Jdbi jdbi = kept(connection);

      assertThat(List.of(ask(jdbi, 1), ask(jdbi, 2), ask(jdbi, 3))).containsExactly(1L, 2L, 3L);
      assertThat(prepared).containsExactly("SELECT ?");
    }
  }

  @Test
  void a_query_within_itself_has_a_statement_of_its_own() throws SQLException {
    try (Connection connection = counting(DriverManager.getConnection("jdbc:sqlite::memory:"))) {
      Jdbi jdbi = kept(connection);

      try (Handle handle = jdbi.open()) {
        long sum =
            handle
                .createQuery("SELECT :value")
                .bind("value", 1)
                .map((row, _) -> row.getLong(1) + ask(jdbi, 41))
                .one();
        assertThat(sum).isEqualTo(42);
      }
      assertThat(ask(jdbi, 7)).isEqualTo(7);
      assertThat(prepared).containsExactly("SELECT ?", "SELECT ?");
    }
  }

  private static long ask(Jdbi jdbi, long value) {
    try (Handle handle = jdbi.open()) {
      return handle.createQuery("SELECT :value").bind("value", value).mapTo(Long.class).one();
    }
  }

  private static Jdbi kept(Connection connection) {
    KeptStatements statements = new KeptStatements();
    Jdbi jdbi = Jdbi.create(LentConnections.from(() -> LentConnections.lend(connection, () -> {})));
    jdbi.setStatementBuilderFactory(_ -> statements);
    return jdbi;
  }

  private Connection counting(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                prepared.add(String.valueOf(arguments[0]));
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
