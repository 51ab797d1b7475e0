package dev.deskhand.journal.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a journal promises to many writers at once. */
@Timeout(120)
public abstract class ConcurrencyContract {
  private static final int WRITERS = 8;
  private static final int APPENDS = 40;

  private final TenantId acme = Given.tenant();
  private final TenantId globex = Given.tenant();

  protected abstract Ports ports();

  /** A journal that writes beside {@link #ports}, as a second replica would; or the same one. */
  protected Journal otherReplica() {
    return ports().journal();
  }

  @Test
  void a_reader_that_tails_eight_writers_loses_nothing() throws Exception {
    Position before = ports().journal().append(Append.in(acme).build());
    CountDownLatch written = new CountDownLatch(WRITERS);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<RecordedEvent>> tail = threads.submit(() -> tailUntil(written, before));
      List<Callable<StreamKey>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Journal journal = writer % 2 == 0 ? ports().journal() : otherReplica();
        writers.add(() -> writeMany(journal, written));
      }
      List<StreamKey> keys = new ArrayList<>();
      for (Future<StreamKey> done : threads.invokeAll(writers)) {
        keys.add(done.get());
      }

      List<RecordedEvent> seen = tail.get();
      assertThat(seen).extracting(RecordedEvent::position).isSorted().doesNotHaveDuplicates();
      for (StreamKey key : keys) {
        assertThat(seen)
            .filteredOn(event -> event.key().equals(key))
            .isEqualTo(ports().journal().read(key).events())
            .hasSize(APPENDS * 2);
      }
    }
  }

  @Test
  void an_append_that_fails_does_not_harm_those_beside_it() throws Exception {
    List<Callable<Boolean>> attempts = new ArrayList<>();
    List<StreamKey> good = new ArrayList<>();
    for (int index = 0; index < 60; index++) {
      StreamKey key = Given.keyIn(index % 2 == 0 ? acme : globex);
      boolean doomed = index % 3 == 0;
      if (!doomed) {
        good.add(key);
      }
      attempts.add(() -> succeeds(key, doomed ? 7 : 0));
    }

    long succeeded = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
        succeeded += attempt.get() ? 1 : 0;
      }
    }

    assertThat(succeeded).isEqualTo(good.size());
    assertThat(good).allMatch(key -> ports().journal().read(key).sequence() == 1);
    requireWholeChain(acme, 20);
    requireWholeChain(globex, 20);
  }

  @Test
  void of_writers_that_race_for_one_place_one_wins() throws Exception {
    StreamKey key = Given.keyIn(acme);
    List<Callable<Boolean>> racers = new ArrayList<>();
    for (int racer = 0; racer < WRITERS; racer++) {
      racers.add(() -> succeeds(key, 0));
    }

    long winners = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> racer : threads.invokeAll(racers)) {
        winners += racer.get() ? 1 : 0;
      }
    }

    assertThat(winners).isEqualTo(1);
    assertThat(ports().journal().read(key).sequence()).isEqualTo(1);
  }

  @Test
  void listeners_hear_of_appends_in_commit_order() throws Exception {
    ConcurrentLinkedQueue<Event> heard = new ConcurrentLinkedQueue<>();
    TenantId tenant = Given.tenant();
    ports().journal().onCommit(append -> hear(append, tenant, heard));
    Position before = ports().journal().append(Append.in(tenant).build());
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int writer = 0; writer < 40; writer++) {
      writers.add(() -> succeeds(Given.keyIn(tenant), 0));
    }

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> writer : threads.invokeAll(writers)) {
        assertThat(writer.get()).isTrue();
      }
    }

    List<Event> committed =
        ports().journal().tail(before, 1_000).stream()
            .filter(event -> event.key().tenant().equals(tenant))
            .map(RecordedEvent::event)
            .toList();
    assertThat(heard).containsExactlyElementsOf(committed).hasSize(40);
  }

  private List<RecordedEvent> tailUntil(CountDownLatch written, Position before)
      throws InterruptedException {
    List<RecordedEvent> seen = new ArrayList<>();
    Position at = before;
    boolean last = false;
    while (!last) {
      last = written.await(1, TimeUnit.MILLISECONDS);
      List<RecordedEvent> next = ports().journal().tail(at, 50);
      while (!next.isEmpty()) {
        seen.addAll(next);
        at = next.getLast().position();
        next = ports().journal().tail(at, 50);
      }
    }
    return seen;
  }

  private StreamKey writeMany(Journal journal, CountDownLatch written) {
    StreamKey key = Given.keyIn(acme);
    for (int index = 0; index < APPENDS; index++) {
      journal.append(Given.appendTo(key, index * 2L, Given.event("a"), Given.event("b")));
    }
    written.countDown();
    return key;
  }

  private boolean succeeds(StreamKey key, long expected) {
    try {
      ports()
          .journal()
          .append(
              Append.in(key.tenant())
                  .audit(Given.entry("try"))
                  .to(key.stream(), expected, StreamState.live(), List.of(noteOf(key)))
                  .build());
      return true;
    } catch (VersionConflictException e) {
      return false;
    }
  }

  private static Event noteOf(StreamKey key) {
    return Given.event(key.stream().key());
  }

  private static void hear(Append append, TenantId tenant, ConcurrentLinkedQueue<Event> heard) {
    if (append.tenant().equals(tenant)) {
      append.streams().forEach(part -> heard.addAll(part.events()));
    }
  }

  private void requireWholeChain(TenantId tenant, int length) {
    Optional<AuditRecord> before = Optional.empty();
    for (AuditRecord record : ports().journal().audit(tenant, 0, 1_000)) {
      assertThat(HashChain.fault(before, record)).isEmpty();
      before = Optional.of(record);
    }
    assertThat(before).map(AuditRecord::index).contains((long) length);
  }
}
