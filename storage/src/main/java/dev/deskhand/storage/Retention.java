package dev.deskhand.storage;

import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Deletes what has served its time, a bounded piece a call, each in one commit. Call again until
 * nothing is left to do. Thread-safe.
 */
public final class Retention {
  private static final int MOST_ROWS = 2_000;
  private static final int MOST_STREAMS = 100;

  private final Writer writer;
  private final Reader reader;
  private final AuditLog audit;

  Retention(Writer writer, Reader reader, AuditLog audit) {
    this.writer = writer;
    this.reader = reader;
    this.audit = audit;
  }

  /**
   * Empties requests that were worked before a time; that they came, and what became of them,
   * stays, so that none is ever accepted twice.
   *
   * @return how many were emptied
   */
  public int emptyRequests(TenantId tenant, Instant before) {
    return writer.write(
        "empty requests of " + tenant,
        commit ->
            commit
                .handle()
                .createUpdate(
                    """
                    UPDATE inbox SET body = ''
                    WHERE number IN (
                      SELECT number FROM inbox
                      WHERE tenant = :tenant AND state = 'handled' AND body <> ''
                        AND handled_at_micros < :before
                      ORDER BY number
                      LIMIT :most)
                    """)
                .bind("tenant", tenant.value())
                .bind("before", MicroTime.of(before))
                .bind("most", MOST_ROWS)
                .execute());
  }

  /**
   * Forgets streams of these kinds that ended before a time, with all their events and the
   * artefacts that they alone name.
   *
   * @return how many were forgotten
   */
  public int forgetStreams(TenantId tenant, List<String> kinds, Instant before) {
    List<String> streams =
        reader.read("find what ended", open -> ended(open, tenant, kinds, before));
    if (streams.isEmpty()) {
      return 0;
    }
    return writer.write(
        "forget what ended of " + tenant,
        commit ->
            underPass(
                commit,
                handle -> {
                  int forgotten = 0;
                  for (String stream : streams) {
                    forgotten += forget(handle, tenant, stream);
                  }
                  return forgotten;
                }));
  }

  private static List<String> ended(
      Handle handle, TenantId tenant, List<String> kinds, Instant before) {
    return handle
        .createQuery(
            """
            SELECT head.stream
            FROM stream_head AS head
            JOIN event ON event.tenant = head.tenant AND event.stream = head.stream
              AND event.sequence = head.sequence
            WHERE head.tenant = :tenant AND head.kind IN (<kinds>) AND head.state = 'ended'
              AND event.at_micros < :before
            ORDER BY head.state_change
            LIMIT :most
            """)
        .bindList("kinds", kinds)
        .bind("tenant", tenant.value())
        .bind("before", MicroTime.of(before))
        .bind("most", MOST_STREAMS)
        .mapTo(String.class)
        .list();
  }

  private static int forget(Handle handle, TenantId tenant, String stream) {
    int forgotten =
        handle
            .createUpdate(
                """
                DELETE FROM stream_head
                WHERE tenant = :tenant AND stream = :stream AND state = 'ended'
                """)
            .bind("tenant", tenant.value())
            .bind("stream", stream)
            .execute();
    if (forgotten == 1) {
      handle
          .createUpdate("DELETE FROM event WHERE tenant = :tenant AND stream = :stream")
          .bind("tenant", tenant.value())
          .bind("stream", stream)
          .execute();
      forgetArtefacts(handle, tenant, stream);
    }
    return forgotten;
  }

  /** Those that no other stream names. */
  private static void forgetArtefacts(Handle handle, TenantId tenant, String stream) {
    List<String> named =
        handle
            .createQuery(
                "SELECT sha256 FROM artefact_mention WHERE tenant = :tenant AND stream = :stream")
            .bind("tenant", tenant.value())
            .bind("stream", stream)
            .mapTo(String.class)
            .list();
    handle
        .createUpdate("DELETE FROM artefact_mention WHERE tenant = :tenant AND stream = :stream")
        .bind("tenant", tenant.value())
        .bind("stream", stream)
        .execute();
    for (String sha256 : named) {
      handle
          .createUpdate(
              """
              DELETE FROM artefact
              WHERE tenant = :tenant AND sha256 = :sha256 AND NOT EXISTS (
                SELECT 1 FROM artefact_mention
                WHERE tenant = :tenant AND sha256 = :sha256)
              """)
          .bind("tenant", tenant.value())
          .bind("sha256", sha256)
          .execute();
    }
  }

  /**
   * Removes the beginning of the audit that is older than a time, but never its last entry. In the
   * same commit the chain says so.
   *
   * @param account the entry by which it says so, of the last entry that is removed
   * @return how many were removed
   */
  public int shortenAudit(
      TenantId tenant, Instant before, Function<AuditRecord, AuditEntry> account) {
    Optional<AuditRecord> last =
        reader.read("find the audit's beginning", open -> lastBefore(open, tenant, before));
    return last.map(it -> shorten(tenant, it, account.apply(it))).orElse(0);
  }

  private int shorten(TenantId tenant, AuditRecord last, AuditEntry account) {
    return writer.write(
        "shorten the audit of " + tenant,
        commit -> {
          audit.write(commit, tenant, List.of(account));
          return underPass(
              commit,
              handle ->
                  handle
                      .createUpdate(
                          """
                          DELETE FROM audit
                          WHERE place > (
                              SELECT number << 40 FROM audit_chain WHERE tenant = :tenant)
                            AND place <= :index + (
                              SELECT number << 40 FROM audit_chain WHERE tenant = :tenant)
                          """)
                      .bind("tenant", tenant.value())
                      .bind("index", last.index())
                      .execute());
        });
  }

  /** The last entry of a bounded beginning that is older than a time, without a younger one. */
  private static Optional<AuditRecord> lastBefore(Handle handle, TenantId tenant, Instant before) {
    List<AuditRecord> beginning = AuditLog.after(handle, tenant, 0, MOST_ROWS);
    Optional<AuditRecord> last = Optional.empty();
    for (int i = 0; i + 1 < beginning.size(); i++) {
      if (!beginning.get(i).entry().at().isBefore(before)) {
        break;
      }
      last = Optional.of(beginning.get(i));
    }
    return last;
  }

  /** The pass is taken back in the same transaction: nobody else ever sees it. */
  private static <T> T underPass(Commit commit, Function<Handle, T> work) {
    commit.handle().execute("INSERT INTO retention_pass (only_row) VALUES (1)");
    T done = work.apply(commit.handle());
    commit.handle().execute("DELETE FROM retention_pass");
    return done;
  }
}
