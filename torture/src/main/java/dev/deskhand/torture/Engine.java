package dev.deskhand.torture;

import dev.deskhand.bot.Precedence;
import dev.deskhand.bot.Receiver;
import dev.deskhand.bot.json.InboundJson;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.work.Ports;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.PendingDelivery;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamWorker;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.storage.Stores;
import dev.deskhand.torture.Received.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;

/**
 * One life of the bot over a database, worked by hand on the caller's thread, so that a seed plays
 * it again.
 */
final class Engine {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final int MOST_ROUNDS = 2_000;
  private static final int MANY = 1_000;

  private final Ports ports;
  private final Crew crew;
  private final Receiver receiver;
  private final Outside outside;
  private final InstantSource clock;
  private final List<Lease> leases;

  /** Persons remember what they did, whatever the bot makes of it. */
  private final Journal memory;

  private final Set<Integer> touched = new ConcurrentSkipListSet<>();

  /**
   * What an engine is made of.
   *
   * @param sabotage lies between the bot and the database
   */
  record Parts(Shelf shelf, Outside outside, InstantSource clock, Sabotage sabotage) {}

  /** Takes what leases there are and begins. */
  Engine(String name, Stores stores, Parts parts, Halt halt) {
    Announcements announcements = new Announcements();
    this.outside = parts.outside().as(name);
    this.memory = stores.journal();
    this.clock = parts.clock();
    Journal journal =
        new JournalWatch(halt, announcements).over(parts.sabotage().journal(stores.journal()));
    this.ports =
        new Ports(
            journal,
            new MortalInbox(parts.sabotage().inbox(stores.inbox()), halt),
            new MortalOutbox(parts.sabotage().outbox(stores.outbox()), halt),
            stores.leases(),
            stores.freeze(),
            stores.wakeUps());
    PersonalVault vault = new PersonalVault(stores.personalKeys());
    InstantSource mortal =
        () -> {
          halt.check();
          return clock.instant();
        };
    List<StepAction> deeds =
        Arrays.stream(EffectClass.values())
            .map(effect -> new Deed(effect, outside, halt, announcements))
            .map(parts.sabotage()::action)
            .toList();
    Precedence precedence = Precedence.here();
    this.crew =
        Crew.of(
            ports,
            vault,
            new Crew.Surroundings(
                parts.shelf(),
                deeds,
                new Chat(outside, halt),
                new Desk(outside, halt),
                precedence,
                mortal));
    this.receiver = new Receiver(ports.inbox(), new InboundJson(vault), precedence);
    this.leases = stores.leases().hold(name, LEASE);
    IntStream.range(0, StreamKey.PARTITIONS).forEach(touched::add);
    stores.journal().onCommit(this::touch);
    stores.inbox().onAccept(row -> touched.add(row.delivery().partition()));
  }

  List<Lease> leases() {
    return leases;
  }

  /** Takes a delivery as a vendor's route does: stored first, then acknowledged. */
  void receive(Inbound inbound) {
    receiver.accept(inbound);
    outside.take(Kind.ACKNOWLEDGED, inbound.envelope().deliveryId(), inbound.envelope().source());
  }

  /** Does all that can be done now. */
  void work() {
    boolean busy = true;
    for (int round = 0; busy; round++) {
      if (round > MOST_ROUNDS) {
        throw new IllegalStateException("it never comes to rest");
      }
      crew.works().reporter().catchUp(leases.get(0));
      Set<Integer> partitions = new TreeSet<>(touched);
      touched.clear();
      busy = false;
      for (int partition : partitions) {
        busy |= inbox(partition);
        busy |= streams(partition);
        busy |= outbox(partition);
      }
    }
  }

  /** Works these streams whether they are awake or not. */
  void wake(List<StreamKey> keys) {
    keys.forEach(this::work);
    work();
  }

  /** Lets people do what waits for them; true if anything did. */
  boolean people(List<StreamKey> runs) {
    return new Persons(crew, ports.journal(), memory, outside).attend(runs);
  }

  private void touch(Append append) {
    append
        .streams()
        .forEach(it -> touched.add(new StreamKey(append.tenant(), it.stream()).partition()));
    append.outbox().forEach(row -> touched.add(StreamKey.partitionOf(append.tenant(), row.lane())));
  }

  private boolean inbox(int partition) {
    List<InboxRow> rows = ports.inbox().pending(partition, MANY);
    rows.forEach(row -> crew.works().bot().get().handle(row, leases.get(partition)));
    return !rows.isEmpty();
  }

  private boolean streams(int partition) {
    List<StreamKey> live = ports.journal().live(Set.of(partition));
    live.forEach(this::work);
    return !live.isEmpty();
  }

  private void work(StreamKey key) {
    for (StreamWorker worker : crew.works().workers()) {
      if (worker.kind().equals(key.stream().kind())) {
        worker.work(key, leases.get(key.partition()));
      }
    }
  }

  private boolean outbox(int partition) {
    List<PendingDelivery> due = ports.outbox().due(partition, Micros.now(clock), MANY);
    for (PendingDelivery delivery : due) {
      crew.works().courier().deliver(delivery, leases.get(partition));
      touched.add(partition);
    }
    return !due.isEmpty();
  }
}
