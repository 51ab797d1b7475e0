package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Artefact;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Delivery;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.InboxId;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is deleted when its time has come, and what is told of deliveries, in every database. */
abstract class KeepingContract {
  private final TenantId tenant = new TenantId("t-" + UUID.randomUUID().toString().substring(0, 8));
  private final TenantId other = new TenantId("o-" + UUID.randomUUID().toString().substring(0, 8));

  abstract OpenStores open();

  private Stores stores() {
    return open().stores();
  }

  private AuditEntry entry(String action) {
    return new AuditEntry(
        Micros.now(open().clock()),
        "ada",
        action,
        "run/1",
        AuditEntry.Grounds.of("because"),
        AuditEntry.Consequence.NONE);
  }

  private StreamKey run(TenantId whose, String key, StreamState state) {
    StreamId stream = new StreamId("run", key);
    stores()
        .journal()
        .append(Append.in(whose).to(stream, 0, state, List.of(new Event("x", 1, "{}"))).build());
    return new StreamKey(whose, stream);
  }

  private InboxId delivered(TenantId whose, String id) {
    return stores()
        .inbox()
        .accept(new Delivery(whose, "slack", id, "lane", "chat-message", 1, "a body"))
        .orElseThrow();
  }

  private Instant later() {
    open().clock().advance(Duration.ofDays(40));
    return Micros.now(open().clock()).minus(Duration.ofDays(30));
  }

  @Test
  void the_beginning_of_the_audit_is_removed_and_the_chain_says_so() {
    for (int i = 0; i < 4; i++) {
      stores().journal().append(Append.in(tenant).audit(entry("old")).build());
      stores().journal().append(Append.in(other).audit(entry("old")).build());
    }
    Instant before = later();
    stores().journal().append(Append.in(tenant).audit(entry("young")).build());

    int removed =
        stores()
            .retention()
            .shortenAudit(tenant, before, last -> entry("removed to " + last.index()));

    List<AuditRecord> left = stores().journal().audit(tenant, 0, 10);
    assertThat(removed).isEqualTo(4);
    assertThat(left)
        .extracting(record -> record.entry().action())
        .containsExactly("young", "removed to 4");
    assertThat(HashChain.fault(Optional.of(left.getFirst()), left.getLast())).isEmpty();
    assertThat(stores().journal().audit(other, 0, 10)).hasSize(4);
    assertThat(stores().retention().shortenAudit(tenant, before, _ -> entry("again"))).isZero();
  }

  @Test
  void streams_that_ended_are_forgotten_and_no_others() {
    StreamKey ended = run(tenant, "ended", StreamState.ended());
    StreamKey live = run(tenant, "live", StreamState.live());
    StreamKey foreign = run(other, "ended", StreamState.ended());
    Instant before = later();
    StreamKey young = run(tenant, "young", StreamState.ended());

    assertThat(stores().retention().forgetStreams(tenant, List.of("run"), before)).isEqualTo(1);

    assertThat(stores().journal().read(ended).isEmpty()).isTrue();
    assertThat(List.of(live, foreign, young))
        .allMatch(key -> stores().journal().read(key).events().size() == 1);
    assertThat(stores().retention().forgetStreams(tenant, List.of("run"), before)).isZero();
  }

  @Test
  void artefacts_are_forgotten_with_the_last_stream_that_names_them() {
    Artefact own = Artefact.of("what one run alone found");
    Artefact shared = Artefact.of("what two runs found");
    naming("old", own, shared);
    Instant before = later();
    naming("young", shared);

    stores().retention().forgetStreams(tenant, List.of("run"), before);

    assertThat(stores().journal().artefact(tenant, own.sha256())).isEmpty();
    assertThat(stores().journal().artefact(tenant, shared.sha256())).contains(shared.text());
    assertThatThrownBy(() -> delete("artefact")).hasMessageContaining("append-only");
  }

  private void naming(String key, Artefact... artefacts) {
    Append.Builder append =
        Append.in(tenant)
            .to(new StreamId("run", key), 0, StreamState.ended(), List.of(new Event("x", 1, "{}")));
    for (Artefact artefact : artefacts) {
      append.keep(artefact);
    }
    stores().journal().append(append.build());
  }

  @Test
  void requests_are_emptied_and_still_known() {
    InboxId worked = delivered(tenant, "d-1");
    delivered(tenant, "d-2");
    stores().journal().append(Append.in(tenant).handling(worked, "began a run").build());
    Instant before = later();

    assertThat(stores().retention().emptyRequests(tenant, before)).isEqualTo(1);
    assertThat(stores().retention().emptyRequests(tenant, before)).isZero();

    assertThat(
            stores()
                .inbox()
                .accept(new Delivery(tenant, "slack", "d-1", "lane", "chat-message", 1, "again")))
        .isEmpty();
    assertThat(stores().deliveries().byId(tenant, "d-1"))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.fate().orElseThrow().outcome()).isEqualTo("began a run");
              assertThat(stores().deliveries().byNumber(tenant, told.number())).contains(told);
            });
    assertThat(stores().deliveries().byId(tenant, "d-2"))
        .singleElement()
        .matches(told -> told.fate().isEmpty());
    assertThat(stores().deliveries().byId(other, "d-1")).isEmpty();
  }

  /** Deletes without the pass that retention has. */
  abstract void delete(String table);

  @Test
  void nobody_else_deletes_events_or_audit_entries() {
    run(tenant, "kept", StreamState.ended());
    stores().journal().append(Append.in(tenant).audit(entry("kept")).build());

    assertThatThrownBy(() -> delete("event")).hasMessageContaining("event is append-only");
    assertThatThrownBy(() -> delete("audit")).hasMessageContaining("audit is append-only");
  }
}
