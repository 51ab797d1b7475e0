package dev.deskhand.torture;

import dev.deskhand.bot.Precedence;
import dev.deskhand.bot.Receiver;
import dev.deskhand.bot.json.InboundJson;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.work.Ports;
import dev.deskhand.bot.work.Replica;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.storage.Database;
import dev.deskhand.storage.PostgresDatabase;
import dev.deskhand.storage.SqliteDatabase;
import dev.deskhand.storage.Stores;
import dev.deskhand.torture.Received.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A replica in a process of its own, which is killed or stopped from outside. Beside it, vendors
 * deliver what was not acknowledged yet, and people do what waits for them.
 */
final class Server {
  /** Lets no effect begin until {@link #GO}; repeated when none is on its way. */
  static final String HOLD = "hold";

  static final String GO = "go";

  /** Said where it stands still. */
  static final String STANDS = "stands";

  /** Said when it did not come to the point for a while. */
  static final String PASSED = "passed";

  /** Said when nothing is left to be done. */
  static final String DONE = "done";

  private static final Duration LONGEST_WAY = Duration.ofSeconds(12);

  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final int ALL = 1_000_000;
  private static final Instant FAR_AWAY = Instant.parse("9999-01-01T00:00:00Z");

  private final Ports ports;
  private final Crew crew;
  private final Receiver receiver;
  private final Outside outside;
  private final Duty duty;
  private final Halt halt;
  private final Set<StreamKey> ended = new HashSet<>();

  /**
   * One life of a server.
   *
   * @param ahead how many leases' lengths its clock is ahead
   * @param stop where it stands still, if anywhere
   * @param times at the how-manieth passing, from 1
   */
  record Life(int ahead, Optional<Point> stop, int times) {
    private static final String NOWHERE = "nowhere";

    static Life whole(int ahead) {
      return new Life(ahead, Optional.empty(), 0);
    }

    Halt halt(Wanted wanted) {
      return stop.map(it -> halt(it, wanted)).orElseGet(Halt::never);
    }

    private Halt halt(Point point, Wanted wanted) {
      return wanted
          .effect()
          .map(only -> Halt.pausing(point, times, only))
          .orElseGet(() -> Halt.pausing(point, times));
    }

    List<String> words() {
      return List.of(
          Integer.toString(ahead), stop.map(Point::name).orElse(NOWHERE), Integer.toString(times));
    }

    static Life read(List<String> words) {
      return new Life(
          Integer.parseInt(words.get(0)),
          Optional.of(words.get(1)).filter(it -> !it.equals(NOWHERE)).map(Point::valueOf),
          Integer.parseInt(words.get(2)));
    }
  }

  /**
   * What a server is told to do.
   *
   * @param database a folder, or a JDBC URL
   * @param requests how many there are in all, from the seed
   */
  record Duty(
      String database,
      Path folder,
      Whereabouts where,
      String space,
      Life life,
      long seed,
      int requests,
      Wanted wanted) {
    List<String> words() {
      List<String> words =
          new ArrayList<>(
              List.of(
                  wanted.words().getFirst(),
                  wanted.words().getLast(),
                  database,
                  folder.toString(),
                  where.word(),
                  space,
                  Long.toString(seed),
                  Integer.toString(requests)));
      words.addAll(life.words());
      return words;
    }

    /** The same database in another life. */
    Duty in(Life other) {
      return new Duty(database, folder, where, space, other, seed, requests, wanted);
    }

    /** The same database, of which so many others are wanted. */
    Duty asking(Wanted others, int many) {
      return new Duty(database, folder, where, space, life, seed, many, others);
    }

    static Duty read(List<String> words) {
      return new Duty(
          words.get(2),
          Path.of(words.get(3)),
          Whereabouts.read(words.get(4)),
          words.get(5),
          Life.read(words.subList(8, words.size())),
          Long.parseLong(words.get(6)),
          Integer.parseInt(words.get(7)),
          Wanted.read(words.get(0), words.get(1)));
    }

    Database opened() {
      return database.startsWith("jdbc:")
          ? new PostgresDatabase(database, "postgres", "postgres")
          : new SqliteDatabase(folder.resolve(Ground.JOURNAL));
    }
  }

  private Server(Stores stores, Duty duty, Drift clock, String name) {
    Announcements announcements = new Announcements();
    this.duty = duty;
    this.halt = duty.life().halt(duty.wanted());
    this.outside = new Outside(duty.where(), duty.space(), name);
    Journal journal = new JournalWatch(halt, announcements).over(stores.journal());
    this.ports =
        new Ports(
            journal,
            new MortalInbox(stores.inbox(), halt),
            new MortalOutbox(stores.outbox(), halt),
            stores.leases(),
            stores.freeze(),
            stores.wakeUps());
    PersonalVault vault = new PersonalVault(stores.personalKeys());
    Precedence precedence = Precedence.here();
    this.receiver = new Receiver(ports.inbox(), new InboundJson(vault), precedence);
    this.crew =
        Crew.of(
            ports,
            vault,
            new Crew.Surroundings(
                new Shelf(),
                Arrays.stream(EffectClass.values())
                    .map(effect -> new Deed(effect, outside, halt, announcements))
                    .toList(),
                new Chat(outside, halt),
                new Desk(outside, halt),
                precedence,
                clock));
  }

  /** Serves until it is killed, or until all is done and its input ends. */
  static void serve(Duty duty) {
    Drift clock = new Drift();
    clock.advance(Duration.ofSeconds(11L * duty.life().ahead()));
    String name = "server-" + ProcessHandle.current().pid() + "-" + duty.life().ahead();
    Stores stores = Stores.open(duty.opened(), duty.folder().resolve(Ground.KEYS), clock);
    Server server = new Server(stores, duty, clock, name);
    Replica replica = new Replica(name, server.ports, server.crew.works(), clock);
    replica.start();
    System.out.println("up");
    Thread.ofPlatform().daemon().start(server::obey);
    if (duty.life().stop().isPresent()) {
      Thread.ofPlatform().daemon().start(server::tell);
    }
    server.deliver();
    boolean told = false;
    while (!told) {
      LockSupport.parkNanos(GLANCE.toNanos());
      told = server.attend();
    }
    System.out.println(DONE);
    System.out.flush();
    replica.close();
    stores.close();
  }

  /** Does what is written on its input, word by word, and repeats each when it is done. */
  private void obey() {
    Scanner words = new Scanner(System.in, StandardCharsets.UTF_8);
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case HOLD -> halt.hold();
        case GO -> halt.letGo();
        default -> throw new IllegalArgumentException(word);
      }
      System.out.println(word);
    }
  }

  /** Says where it stands still, or that it came not there. */
  private void tell() {
    try {
      System.out.println(halt.awaitPause(LONGEST_WAY) ? STANDS : PASSED);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver() {
    Requests requests = new Requests(new Random(duty.seed()), duty.wanted());
    for (Inbound request :
        IntStream.range(0, duty.requests()).mapToObj(_ -> requests.next()).toList()) {
      String id = request.envelope().deliveryId();
      if (!outside.has(Kind.ACKNOWLEDGED, id)) {
        while (!isAccepted(request)) {
          LockSupport.parkNanos(GLANCE.toNanos());
        }
        outside.take(Kind.ACKNOWLEDGED, id, request.envelope().source());
      }
    }
  }

  /** A vendor sends again what was not taken, as from a server whose connections were cut. */
  private boolean isAccepted(Inbound request) {
    try {
      receiver.accept(request);
      return true;
    } catch (JournalException e) {
      System.err.println(e.getMessage());
      return false;
    }
  }

  /** Does what waits for people; true when nothing is left for anybody. */
  private boolean attend() {
    try {
      boolean busy =
          new Persons(crew, ports.journal(), ports.journal(), outside).attend(open(RunId.KIND));
      return !busy
          && open(RunId.KIND).isEmpty()
          && open("walk").isEmpty()
          && ports.journal().tail(ports.journal().bookmark("reporter"), 1).isEmpty()
          && IntStream.range(0, StreamKey.PARTITIONS).allMatch(this::isQuiet);
    } catch (VersionConflictException _) {
      return false;
    } catch (JournalException e) {
      System.err.println(e.getMessage());
      return false;
    }
  }

  private boolean isQuiet(int part) {
    return ports.inbox().pending(part, 1).isEmpty()
        && ports.outbox().due(part, FAR_AWAY, 1).isEmpty();
  }

  private List<StreamKey> open(String kind) {
    return ports.journal().recent(Shelf.TENANT, kind, ALL).stream()
        .filter(key -> !ended.contains(key) && !hasEnded(key))
        .toList();
  }

  /** What has ended stays so, and is not read again. */
  private boolean hasEnded(StreamKey key) {
    String last = ports.journal().read(key).events().getLast().event().type();
    boolean hasEnded = last.equals("run-ended") || last.equals("walk-ended");
    if (hasEnded) {
      ended.add(key);
    }
    return hasEnded;
  }
}
