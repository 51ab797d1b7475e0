package dev.deskhand.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import javax.sql.DataSource;

/** Hands out connections that stay the lender's: closing one gives it back. */
final class LentConnections {

  /** Where the connections come from. */
  @FunctionalInterface
  interface Lender {
    Connection lend() throws SQLException;
  }

  private LentConnections() {}

  /** A DataSource that can do nothing but hand out the lender's connections. */
  static DataSource from(Lender lender) {
    return (DataSource)
        Proxy.newProxyInstance(
            LentConnections.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                return lender.lend();
              }
              throw new SQLFeatureNotSupportedException(method.getName());
            });
  }

  /** The connection, with this in place of closing it. */
  static Connection lend(Connection connection, Runnable giveBack) {
    return (Connection)
        Proxy.newProxyInstance(
            LentConnections.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                giveBack.run();
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
