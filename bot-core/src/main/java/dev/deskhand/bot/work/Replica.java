package dev.deskhand.bot.work;

import dev.deskhand.bot.Bot;
import dev.deskhand.bot.Precedence;
import dev.deskhand.bot.resolution.Reporter;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.OutboxRow;
import dev.deskhand.journal.PendingDelivery;
import dev.deskhand.journal.StaleLeaseException;
import dev.deskhand.journal.StreamAppend;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.StreamWorker;
import dev.deskhand.journal.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process at work: holds leases over partitions, and has what lies in them worked: requests
 * from the inbox, live runs and walks, deliveries in the outbox, and, with partition 0, the
 * reporter. Commits of this process are heard of at once; what others left behind is found with
 * every renewal of the leases.
 */
public final class Replica implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration RENEWAL = Duration.ofSeconds(3);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final int BATCH = 100;

  /** While this process works as many, what was left waits until one of them has ended. */
  private static final int MOST_AT_ONCE = 128;

  /** Some of them wait for an answer for hours: what was left waits no longer for each. */
  private static final Duration PATIENCE = Duration.ofMillis(5);

  private static final int MOST_FAILURES = 5;
  private static final int MOST_JOURNAL_FAILURES = 30;

  private final String name;
  private final Ports ports;
  private final Supplier<Bot> bot;
  private final Map<String, StreamWorker> workers;
  private final Reporter reporter;
  private final Courier courier;
  private final Precedence precedence;
  private final InstantSource clock;
  private final Lanes lanes = new Lanes();
  private final Map<Integer, Lease> held = new ConcurrentHashMap<>();

  /** How many lanes are worked in each partition. */
  private final AtomicIntegerArray busy = new AtomicIntegerArray(StreamKey.PARTITIONS);

  private final Map<Long, Integer> failures = new ConcurrentHashMap<>();
  private final Set<Integer> timers = ConcurrentHashMap.newKeySet();

  /** Thousands may wait in the inbox: whoever stops this process does not wait for them. */
  private volatile boolean closed;

  /** Partitions of which a look found only a part: others waited, or the next time was not seen. */
  private final Set<Integer> unseen = ConcurrentHashMap.newKeySet();

  /** Takes nothing more once it is shut down, without a word: what comes then is left to others. */
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("replica-timer").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * Who does the work.
   *
   * @param bot asked for with each request, which it works from beginning to end
   * @param precedence the one of whoever receives requests in this process
   */
  public record Crew(
      Supplier<Bot> bot,
      List<StreamWorker> workers,
      Reporter reporter,
      Courier courier,
      Precedence precedence) {
    public Crew {
      workers = List.copyOf(workers);
    }
  }

  /**
   * A replica at rest.
   *
   * @param name unique among all processes that run and ran
   */
  public Replica(String name, Ports ports, Crew crew, InstantSource clock) {
    this.name = name;
    this.ports = ports;
    this.bot = crew.bot();
    this.workers =
        crew.workers().stream().collect(Collectors.toMap(StreamWorker::kind, Function.identity()));
    this.reporter = crew.reporter();
    this.courier = crew.courier();
    this.precedence = crew.precedence();
    this.clock = clock;
  }

  /** Begins to work; returns when the first leases are held. */
  public void start() {
    ports.journal().onCommit(this::committed);
    ports.inbox().onAccept(this::accepted);
    renew();
    var _ =
        timer.scheduleWithFixedDelay(
            this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    ports.wakeUps().start();
  }

  /**
   * Stops: lets what is being worked end under leases that are renewed until then, and gives back
   * the others at once.
   */
  @Override
  public void close() {
    closed = true;
    workers.values().forEach(StreamWorker::stop);
    timer.execute(this::renew);
    ports.wakeUps().close();
    try {
      lanes.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    timer.shutdownNow();
    ports.leases().release(name);
  }

  private void renew() {
    try {
      if (closed) {
        keep();
        return;
      }
      List<Lease> leases = ports.leases().hold(name, LEASE);
      held.keySet().retainAll(leases.stream().map(Lease::partition).toList());
      leases.forEach(lease -> held.put(lease.partition(), lease));
      lanes.signal("what was left", this::takeUp);
      held.keySet().forEach(this::sweep);
    } catch (RuntimeException e) {
      // Whatever it is: an exception that got out of here would end the renewals for ever.
      LOG.error("replica={} could not renew its leases; it stops working until it can", name, e);
      held.clear();
    }
  }

  /** Whoever begins now finds no lease; whoever has begun counts, and keeps it. */
  private void keep() {
    held.clear();
    ports
        .leases()
        .keep(
            name,
            IntStream.range(0, busy.length())
                .filter(partition -> busy.get(partition) > 0)
                .boxed()
                .collect(Collectors.toUnmodifiableSet()),
            LEASE);
  }

  /**
   * After a crash that may be a hundred thousand streams, the longest live first. Begun at once
   * they would fill the memory before the first came to its end.
   */
  private void takeUp() {
    try {
      for (StreamKey key : ports.journal().live(Set.copyOf(held.keySet()))) {
        lanes.awaitRoom(MOST_AT_ONCE, PATIENCE);
        signal(key);
      }
    } catch (RuntimeException e) {
      LOG.error("replica={} could not take up what was left; it looks again", name, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What else waits to be worked in a partition. */
  private void sweep(int partition) {
    signalInbox(partition);
    signalOutbox(partition);
    if (partition == 0) {
      signalReporter();
    }
  }

  private void accepted(InboxRow row) {
    signalInbox(row.delivery().partition());
  }

  private void committed(Append append) {
    for (StreamAppend stream : append.streams()) {
      StreamKey key = new StreamKey(append.tenant(), stream.stream());
      StreamWorker worker = workers.get(key.stream().kind());
      if (worker != null) {
        worker.changed(key, stream.expected() + stream.events().size());
      }
      if (stream.state() instanceof StreamState.Live) {
        signal(key);
      }
    }
    append.outbox().stream()
        .map(OutboxRow::lane)
        .distinct()
        .forEach(lane -> signalLane(append.tenant(), lane));
    if (append.streams().stream().anyMatch(stream -> !stream.events().isEmpty())) {
      signalReporter();
    }
  }

  private void signal(StreamKey key) {
    StreamWorker worker = workers.get(key.stream().kind());
    if (worker != null) {
      work("stream " + key, key.partition(), lease -> worker.work(key, lease));
    }
  }

  private void signalInbox(int partition) {
    work("inbox " + partition, partition, lease -> drain(partition, lease));
  }

  private void signalReporter() {
    work("reporter", 0, reporter::catchUp);
  }

  private void signalOutbox(int partition) {
    work("outbox " + partition, partition, _ -> dispatch(partition));
  }

  /** Something to be done under a lease. */
  private interface Work {
    void under(Lease lease);
  }

  private void work(String lane, int partition, Work work) {
    if (held.containsKey(partition)) {
      lanes.signal(lane, () -> attempt(lane, partition, work));
    }
  }

  private void attempt(String lane, int partition, Work work) {
    busy.incrementAndGet(partition);
    try {
      Lease lease = held.get(partition);
      if (lease != null) {
        attempt(lane, lease, work);
      }
    } finally {
      busy.decrementAndGet(partition);
    }
  }

  private void attempt(String lane, Lease lease, Work work) {
    int partition = lease.partition();
    try {
      work.under(lease);
    } catch (StaleLeaseException _) {
      held.remove(partition, lease);
      LOG.warn("replica={} lost partition {}", name, partition);
    } catch (RuntimeException e) {
      LOG.error("lane='{}' failed; it is tried again", lane, e);
      later(AFTER_TROUBLE, () -> work(lane, partition, work));
    }
  }

  private void drain(int partition, Lease lease) {
    List<InboxRow> rows = ports.inbox().pending(partition, BATCH);
    while (!rows.isEmpty()) {
      for (InboxRow row : rows) {
        if (closed) {
          return;
        }
        precedence.work(() -> handle(row, lease));
      }
      rows = ports.inbox().pending(partition, BATCH);
    }
  }

  /**
   * A request that always fails is set aside, so that the others flow. A broken journal may be the
   * request's doing (a sealed value that does not open) or pass, so it is given more time.
   */
  private void handle(InboxRow row, Lease lease) {
    try {
      bot.get().handle(row, lease);
      failures.remove(row.id().value());
    } catch (StaleLeaseException e) {
      throw e;
    } catch (RuntimeException e) {
      int count = failures.merge(row.id().value(), 1, Integer::sum);
      if (count < (e instanceof JournalException ? MOST_JOURNAL_FAILURES : MOST_FAILURES)) {
        throw e;
      }
      LOG.error("inbox={} failed {} times and is set aside", row.id().value(), count, e);
      bot.get().apologise(row, lease);
      ports.inbox().quarantine(row.id(), e.getClass().getSimpleName() + ": " + e.getMessage());
      failures.remove(row.id().value());
    }
  }

  private void dispatch(int partition) {
    Instant now = Micros.now(clock);
    List<PendingDelivery> due = ports.outbox().due(partition, now, BATCH);
    if (due.isEmpty()) {
      unseen.remove(partition);
    } else {
      unseen.add(partition);
    }
    due.forEach(it -> signalLane(it.tenant(), it.row().lane()));
    Optional<Instant> next = ports.outbox().nextDue(partition).filter(at -> at.isAfter(now));
    if (next.isPresent() && timers.add(partition)) {
      later(
          Duration.between(now, next.get()),
          () -> {
            timers.remove(partition);
            signalOutbox(partition);
          });
    }
  }

  private void signalLane(TenantId tenant, String lane) {
    int partition = StreamKey.partitionOf(tenant, lane);
    work("delivery " + tenant + "|" + lane, partition, lease -> deliverAll(tenant, lane, lease));
  }

  /** Delivers what is due in one lane, in order; the row is looked up anew each time. */
  private void deliverAll(TenantId tenant, String lane, Lease lease) {
    Optional<PendingDelivery> next = ports.outbox().first(tenant, lane);
    while (next.isPresent() && !next.get().dueAt().isAfter(Micros.now(clock))) {
      courier.deliver(next.get(), lease);
      next = ports.outbox().first(tenant, lane);
    }
    int partition = StreamKey.partitionOf(tenant, lane);
    if (next.isPresent() || unseen.contains(partition)) {
      // It waits, or others do: somebody has to look after them.
      signalOutbox(partition);
    }
  }

  private void later(Duration pause, Runnable work) {
    var _ = timer.schedule(work, Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
  }
}
