package dev.deskhand.storage;

/**
 * A PostgreSQL database that several replicas may share.
 *
 * @param jdbcUrl such as {@code jdbc:postgresql://db.example:5432/deskhand}
 * @param user owns the tables; it makes them at the first start
 */
public record PostgresDatabase(String jdbcUrl, String user, String password) implements Database {
  public PostgresDatabase {
    if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "database url: expected jdbc:postgresql://host:port/database");
    }
  }

  /** The url without its parameters, which may hold secrets. */
  String address() {
    return jdbcUrl.replaceFirst("[?].*", "");
  }

  /** Never shows the password: it ends up in logs. */
  @Override
  public String toString() {
    return "PostgresDatabase[" + address() + " as " + user + "]";
  }
}
