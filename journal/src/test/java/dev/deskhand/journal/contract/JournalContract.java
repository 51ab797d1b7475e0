package dev.deskhand.journal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Artefact;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a journal promises to one caller at a time. */
public abstract class JournalContract {
  private final TenantId acme = Given.tenant();
  private final TenantId globex = Given.tenant();

  protected abstract Ports ports();

  private Journal journal() {
    return ports().journal();
  }

  @Test
  void what_was_appended_is_read_back_in_order() {
    StreamKey key = Given.keyIn(acme);
    Event rich = new Event("step-noted", 7, "{\"text\":\"žluťoučký 🐎 \\\"'\\n\"}");

    journal().append(Given.appendTo(key, 0, Given.event("one"), Given.event("two")));
    Position end = journal().append(Given.appendTo(key, 2, rich));

    History history = journal().read(key);
    assertThat(history.sequence()).isEqualTo(3);
    assertThat(history.events())
        .extracting(RecordedEvent::event)
        .containsExactly(Given.event("one"), Given.event("two"), rich);
    assertThat(history.events()).extracting(RecordedEvent::sequence).containsExactly(1L, 2L, 3L);
    assertThat(history.events().getLast().position()).isEqualTo(end);
    assertThat(history.events().getLast().key()).isEqualTo(key);
  }

  @Test
  void instants_are_kept_in_whole_microseconds() {
    StreamKey key = Given.keyIn(acme);

    journal().append(Given.appendTo(key, 0, Given.event("one")));

    Instant at = journal().read(key).events().getFirst().at();
    assertThat(at).isEqualTo(ports().clock().instant().minusNanos(789));
  }

  @Test
  void a_stream_that_never_was_is_empty() {
    History history = journal().read(Given.keyIn(acme));

    assertThat(history.isEmpty()).isTrue();
    assertThat(history.events()).isEmpty();
  }

  @Test
  void a_writer_that_is_behind_is_refused() {
    StreamKey key = Given.keyIn(acme);
    journal().append(Given.appendTo(key, 0, Given.event("one")));

    assertThatThrownBy(() -> journal().append(Given.appendTo(key, 0, Given.event("late"))))
        .isInstanceOf(VersionConflictException.class)
        .hasMessageContainingAll(key.toString(), "expected sequence 0", "found 1");
    assertThat(journal().read(key).sequence()).isEqualTo(1);
  }

  @Test
  void a_writer_that_is_ahead_is_refused() {
    StreamKey key = Given.keyIn(acme);

    assertThatThrownBy(() -> journal().append(Given.appendTo(key, 5, Given.event("early"))))
        .isInstanceOf(VersionConflictException.class);
    assertThat(journal().read(key).isEmpty()).isTrue();
  }

  @Test
  void an_append_reaches_all_of_its_streams_or_nothing() {
    StreamKey first = Given.keyIn(acme);
    StreamKey second = Given.keyIn(acme);
    String reader = Given.name("reader");
    String key = Given.name("post");
    Append doomed =
        Append.in(acme)
            .to(first.stream(), 0, StreamState.live(), List.of(Given.event("one")))
            .to(second.stream(), 9, StreamState.live(), List.of(Given.event("two")))
            .audit(Given.entry("start"))
            .send(Given.row(key, "lane"))
            .reading(reader, new Position(77))
            .build();

    assertThatThrownBy(() -> journal().append(doomed)).isInstanceOf(VersionConflictException.class);

    assertThat(journal().read(first).isEmpty()).isTrue();
    assertThat(journal().live(Set.of(first.partition()))).doesNotContain(first);
    assertThat(journal().auditHead(acme)).isEmpty();
    assertThat(journal().bookmark(reader)).isEqualTo(Position.START);
    assertThat(ports().outbox().due(partitionOf("lane"), farFuture(), 100))
        .noneMatch(pending -> pending.tenant().equals(acme));
  }

  @Test
  void one_append_may_write_to_several_streams_and_one_of_them_twice() {
    StreamKey first = Given.keyIn(acme);
    StreamKey second = Given.keyIn(acme);

    journal()
        .append(
            Append.in(acme)
                .to(first.stream(), 0, StreamState.live(), List.of(Given.event("one")))
                .to(second.stream(), 0, StreamState.live(), List.of(Given.event("two")))
                .to(first.stream(), 1, StreamState.ended(), List.of(Given.event("three")))
                .build());

    assertThat(journal().read(first).sequence()).isEqualTo(2);
    assertThat(journal().read(second).sequence()).isEqualTo(1);
    assertThat(journal().live(Set.of(first.partition()))).doesNotContain(first);
  }

  @Test
  void an_append_without_events_changes_the_state_alone() {
    StreamKey key = Given.keyIn(acme);
    Position end = journal().append(Given.appendTo(key, 0, Given.event("one")));

    Position after = journal().append(Given.appendTo(key, 1, StreamState.ended()));

    assertThat(after).isEqualTo(end);
    assertThat(journal().read(key).sequence()).isEqualTo(1);
    assertThat(journal().live(Set.of(key.partition()))).doesNotContain(key);
  }

  @Test
  void the_same_stream_of_another_tenant_is_another_stream() {
    StreamId stream = Given.stream();
    StreamKey ours = new StreamKey(acme, stream);
    StreamKey theirs = new StreamKey(globex, stream);

    journal().append(Given.appendTo(ours, 0, Given.event("ours")));
    journal().append(Given.appendTo(theirs, 0, Given.event("theirs")));

    assertThat(journal().read(ours).events())
        .extracting(RecordedEvent::event)
        .containsExactly(Given.event("ours"));
    assertThat(journal().read(theirs).events())
        .extracting(RecordedEvent::event)
        .containsExactly(Given.event("theirs"));
    assertThat(journal().recent(acme, "run", 10)).containsExactly(ours);
  }

  @Test
  void the_tail_is_read_in_pieces() {
    StreamKey key = Given.keyIn(acme);
    Position before = journal().append(Given.appendTo(key, 0, Given.event("before")));
    journal().append(Given.appendTo(key, 1, Given.event("1"), Given.event("2"), Given.event("3")));

    List<RecordedEvent> first = journal().tail(before, 2);
    List<RecordedEvent> rest = journal().tail(first.getLast().position(), 2);

    assertThat(first).extracting(RecordedEvent::sequence).containsExactly(2L, 3L);
    assertThat(rest).extracting(RecordedEvent::sequence).containsExactly(4L);
    assertThat(journal().tail(rest.getLast().position(), 2)).isEmpty();
  }

  @Test
  void live_streams_are_found_longest_live_first() {
    StreamKey first = Given.keyIn(acme);
    StreamKey second = elsewhereThan(first);
    StreamKey asleep = inPartitionOf(first);
    Set<Integer> both = Set.of(first.partition(), second.partition());
    journal().append(Given.appendTo(first, 0, Given.event("one")));
    journal().append(Given.appendTo(second, 0, Given.event("one")));
    journal().append(Given.appendTo(asleep, 0, StreamState.asleep(), Given.event("one")));

    journal().append(Given.appendTo(first, 1, StreamState.live(), Given.event("two")));

    assertThat(journal().live(Set.of())).isEmpty();
    assertThat(journal().live(Set.of(first.partition()))).contains(first).doesNotContain(second);
    assertThat(journal().live(both))
        .filteredOn(key -> key.tenant().equals(acme))
        .containsExactly(first, second);

    journal().append(Given.appendTo(first, 2, StreamState.asleep()));
    journal().append(Given.appendTo(first, 2, StreamState.live()));

    assertThat(journal().live(both))
        .filteredOn(key -> key.tenant().equals(acme))
        .containsExactly(second, first);
  }

  @Test
  void recent_streams_are_found_newest_change_first() {
    StreamKey first = Given.keyIn(acme);
    StreamKey second = Given.keyIn(acme);
    StreamKey third = Given.keyIn(acme);
    StreamKey walk = new StreamKey(acme, new StreamId("walk", "w"));
    for (StreamKey key : List.of(first, second, third, walk)) {
      journal().append(Given.appendTo(key, 0, Given.event("one")));
    }

    journal().append(Given.appendTo(first, 1, StreamState.ended(), Given.event("two")));

    assertThat(journal().recent(acme, "run", 2)).containsExactly(first, third);
  }

  @Test
  void sleeping_streams_are_found_newest_change_first_however_many_have_ended() {
    StreamKey first = Given.keyIn(acme);
    StreamKey second = Given.keyIn(acme);
    StreamKey awake = Given.keyIn(acme);
    StreamKey ended = Given.keyIn(acme);
    journal().append(Given.appendTo(first, 0, StreamState.asleep(), Given.event("one")));
    journal().append(Given.appendTo(second, 0, StreamState.asleep(), Given.event("one")));
    journal().append(Given.appendTo(awake, 0, Given.event("one")));
    journal().append(Given.appendTo(ended, 0, StreamState.ended(), Given.event("one")));
    journal().append(Given.appendTo(first, 1, StreamState.asleep(), Given.event("two")));

    assertThat(journal().asleep(acme, "run", 2)).containsExactly(first, second);
    assertThat(journal().asleep(acme, "run", 1)).containsExactly(first);
    assertThat(journal().asleep(globex, "run", 2)).isEmpty();
  }

  @Test
  void streams_that_wake_by_themselves_before_a_time_are_found_longest_asleep_first() {
    Instant time = Instant.parse("2026-03-01T09:00:00Z");
    StreamKey first = Given.keyIn(acme);
    StreamKey second = Given.keyIn(acme);
    Map<StreamKey, StreamState> states = new HashMap<>();
    List.of(
            StreamState.asleepUntil(time),
            StreamState.asleep(),
            StreamState.live(),
            StreamState.ended())
        .forEach(state -> states.put(Given.keyIn(acme), state));
    states.put(new StreamKey(acme, new StreamId("walk", "w")), StreamState.asleepUntil(time));
    states.forEach(
        (key, state) -> journal().append(Given.appendTo(key, 0, state, Given.event("one"))));
    Instant sooner = time.minusNanos(1_000);
    for (StreamKey key : List.of(first, second)) {
      journal().append(Given.appendTo(key, 0, StreamState.asleepUntil(sooner), Given.event("one")));
    }

    assertThat(journal().wakingBefore(acme, "run", time)).containsExactly(first, second);
    assertThat(journal().wakingBefore(acme, "run", sooner)).isEmpty();
    assertThat(journal().wakingBefore(globex, "run", time)).isEmpty();
  }

  @Test
  void a_bookmark_moves_in_the_commit_of_what_was_derived() {
    String reader = Given.name("reader");
    StreamKey key = Given.keyIn(acme);

    journal().append(Append.in(acme).reading(reader, new Position(3)).build());
    journal()
        .append(
            Append.in(acme)
                .to(key.stream(), 0, StreamState.live(), List.of(Given.event("one")))
                .reading(reader, new Position(5))
                .build());

    assertThat(journal().bookmark(reader)).isEqualTo(new Position(5));
    assertThat(journal().bookmark(Given.name("reader"))).isEqualTo(Position.START);
  }

  @Test
  void an_artefact_is_kept_once_a_tenant_and_found_by_its_digest() {
    TenantId tenant = Given.tenant();
    TenantId other = Given.tenant();
    Artefact artefact = Artefact.of("a long text\nof " + tenant);

    StreamKey one = Given.keyIn(tenant);
    StreamKey two = Given.keyIn(tenant);
    journal().append(naming(one).keep(artefact).build());
    journal().append(naming(two).keep(artefact).keep(Artefact.of("another")).build());

    assertThat(journal().artefact(tenant, artefact.sha256())).contains(artefact.text());
    assertThat(journal().artefact(tenant, Artefact.of("another").sha256())).contains("another");
    assertThat(journal().artefact(other, artefact.sha256())).isEmpty();
  }

  private static Append.Builder naming(StreamKey key) {
    return Append.in(key.tenant())
        .to(key.stream(), 0, StreamState.live(), List.of(Given.event("it")));
  }

  @Test
  void audit_entries_form_one_unbroken_chain_a_tenant() {
    for (int round = 0; round < 3; round++) {
      journal().append(Append.in(acme).audit(Given.entry("a")).audit(Given.entry("b")).build());
      journal().append(Append.in(globex).audit(Given.entry("c")).build());
    }

    List<AuditRecord> chain = journal().audit(acme, 0, 100);
    assertThat(chain).hasSize(6);
    Optional<AuditRecord> before = Optional.empty();
    for (AuditRecord record : chain) {
      assertThat(HashChain.fault(before, record)).isEmpty();
      before = Optional.of(record);
    }
    assertThat(chain.getFirst().entry()).isEqualTo(Given.entry("a"));
    assertThat(journal().auditHead(acme)).isEqualTo(before);
    assertThat(journal().auditHead(globex)).map(AuditRecord::index).contains(3L);
    assertThat(journal().audit(acme, 4, 1)).containsExactly(chain.get(4));
  }

  private StreamKey inPartitionOf(StreamKey other) {
    StreamKey key = Given.keyIn(other.tenant());
    return key.partition() == other.partition() ? key : inPartitionOf(other);
  }

  private StreamKey elsewhereThan(StreamKey other) {
    StreamKey key = Given.keyIn(other.tenant());
    return key.partition() == other.partition() ? elsewhereThan(other) : key;
  }

  private int partitionOf(String lane) {
    return StreamKey.partitionOf(acme, lane);
  }

  private Instant farFuture() {
    return ports().clock().instant().plusSeconds(1_000_000);
  }
}
