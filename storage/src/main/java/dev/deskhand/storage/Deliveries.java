package dev.deskhand.storage;

import dev.deskhand.journal.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What became of everything that ever came in. Thread-safe. */
public final class Deliveries {
  private static final int MOST = 20;
  private static final String COLUMNS =
      """
      SELECT number, source, delivery_id, type, accepted_at_micros, state, handled_at_micros, outcome
      FROM inbox
      """;

  private final Reader reader;

  /**
   * One delivery.
   *
   * @param number by which the log and the keys of its answers call it
   * @param source such as {@code slack}; a delivery's id is unique within it
   * @param type such as {@code chat-message}
   * @param fate what became of it; empty while it waits
   */
  public record Told(
      long number,
      String source,
      String deliveryId,
      String type,
      Instant acceptedAt,
      Optional<Fate> fate) {}

  /**
   * An end.
   *
   * @param outcome in a few words
   */
  public record Fate(Instant at, String outcome) {}

  /**
   * A post to a person or a ticket.
   *
   * @param key names it, and what it answers
   * @param state {@code pending}, {@code delivered} or {@code undeliverable}
   * @param reason why it waits or was given up; empty when it was neither
   */
  public record Post(String key, String state, int attempts, String reason) {}

  Deliveries(Reader reader) {
    this.reader = reader;
  }

  /** Those with this delivery id, of whatever source; the newest first. */
  public List<Told> byId(TenantId tenant, String deliveryId) {
    return reader.read(
        "find delivery " + deliveryId,
        handle ->
            handle
                .createQuery(
                    COLUMNS
                        + """
                        WHERE tenant = :tenant AND delivery_id = :id
                        ORDER BY number DESC
                        LIMIT :most
                        """)
                .bind("tenant", tenant.value())
                .bind("id", deliveryId)
                .bind("most", MOST)
                .map((row, context) -> toldOf(row))
                .list());
  }

  public Optional<Told> byNumber(TenantId tenant, long number) {
    return reader.read(
        "find delivery number " + number,
        handle ->
            handle
                .createQuery(COLUMNS + "WHERE tenant = :tenant AND number = :number")
                .bind("tenant", tenant.value())
                .bind("number", number)
                .map((row, context) -> toldOf(row))
                .findOne());
  }

  /** The posts that the outside calls by this id, or that have this key. */
  public List<Post> posts(TenantId tenant, String message) {
    return reader.read("find message " + message, handle -> posts(handle, tenant, message));
  }

  private static List<Post> posts(Handle handle, TenantId tenant, String message) {
    return handle
        .createQuery(
            """
            SELECT delivery_key, state, attempts, reason
            FROM outbox
            WHERE tenant = :tenant AND (receipt = :message OR delivery_key = :message)
            ORDER BY number DESC
            LIMIT :most
            """)
        .bind("tenant", tenant.value())
        .bind("message", message)
        .bind("most", MOST)
        .map(
            (row, context) ->
                new Post(
                    row.getString("delivery_key"),
                    row.getString("state"),
                    row.getInt("attempts"),
                    Optional.ofNullable(row.getString("reason")).orElse("")))
        .list();
  }

  private static Told toldOf(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    return new Told(
        row.getLong("number"),
        row.getString("source"),
        row.getString("delivery_id"),
        row.getString("type"),
        MicroTime.from(row.getLong("accepted_at_micros")),
        outcome == null
            ? Optional.empty()
            : Optional.of(new Fate(MicroTime.from(row.getLong("handled_at_micros")), outcome)));
  }
}
