package dev.deskhand.torture;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.content.Folders;
import dev.deskhand.journal.Inbox;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Outbox;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.storage.SqliteDatabase;
import dev.deskhand.storage.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The power fails while SQLite writes: its write-ahead log is cut at every frame and inside frames,
 * and garbage follows. The file's form: sqlite.org/fileformat2.html, section 4.
 */
final class PowerLoss {
  private static final int WAL_HEADER = 32;
  private static final int FRAME = 24 + 4096;
  private static final int REQUESTS = 3;
  private static final int MANY = 1_000_000;

  private final Lab lab;
  private final Options options;
  private final Tally tally = new Tally();

  PowerLoss(Lab lab, Options options) {
    this.lab = lab;
    this.options = options;
  }

  /**
   * A commit as its caller saw it.
   *
   * @param linesBefore how much had reached the world when it began
   * @param end the log's length when it was answered
   * @param position of the journal, 0 if it wrote no events
   */
  private record Commit(int linesBefore, long end, long position) {}

  /** What was written in one session, and what the world saw of it. */
  private record Session(
      Path base, int length, List<Commit> commits, List<Received> record, List<Inbound> requests) {
    /** The whole log, as long as it says. */
    byte[] log() throws IOException {
      return Files.readAllBytes(base.resolve("whole-log"));
    }

    /** What had reached the world when no more than so much of the log was on the disk. */
    List<Received> seenAt(long cut) {
      return commits.stream()
          .filter(it -> it.end() > cut)
          .findFirst()
          .map(it -> record.subList(0, it.linesBefore()))
          .orElse(record);
    }

    long positionAt(long cut) {
      return commits.stream()
          .filter(it -> it.end() <= cut)
          .mapToLong(Commit::position)
          .max()
          .orElse(0);
    }
  }

  Tally run(int points) throws IOException {
    for (int i = options.number("first", 0); tally.points() < points; i++) {
      Random random = new Random(options.seed() * 1_000_003 + i);
      Session session = session(i, random);
      List<Long> cuts = cuts(session.length(), random);
      for (int c = 0; c < cuts.size() && tally.points() < points; c++) {
        cut(i, session, cuts.get(c), random);
      }
      Folders.delete(session.base());
    }
    return tally;
  }

  /** Works some requests on a new database, and keeps the log as it stood at the end. */
  private Session session(int number, Random random) throws IOException {
    String space = "power-" + number;
    Path home = Files.createDirectories(lab.folder().resolve(space));
    Drift clock = new Drift();
    open(home, clock).close();
    Path base = lab.folder().resolve(space + "-base");
    Ground.copy(home, base);
    Outside outside = lab.lines(space, number);
    List<Commit> commits = new ArrayList<>();
    List<Inbound> requests = new ArrayList<>();
    Requests source = new Requests(random, options.wanted());
    IntStream.range(0, REQUESTS).forEach(_ -> requests.add(source.next()));
    Witness witness = new Witness(home.resolve(Ground.JOURNAL + "-wal"), space, commits);
    byte[] log = log(home, new Engine.Parts(lab.shelf(), outside, clock, witness), requests);
    if (Files.mismatch(home.resolve(Ground.JOURNAL), base.resolve(Ground.JOURNAL)) < 0) {
      throw new IllegalStateException("nothing was written back at the end: was anything written?");
    }
    Files.delete(base.resolve(Ground.KEYS));
    Files.copy(home.resolve(Ground.KEYS), base.resolve(Ground.KEYS));
    List<Received> record = lab.record(space);
    outside.close();
    Folders.delete(home);
    Files.write(base.resolve("whole-log"), log);
    return new Session(base, log.length, commits, record, requests);
  }

  /** The log after all requests were worked; far too little for SQLite to write it back before. */
  private static byte[] log(Path home, Engine.Parts parts, List<Inbound> requests)
      throws IOException {
    try (Stores stores = open(home, parts.clock())) {
      Engine engine = new Engine("engine", stores, parts, Halt.never());
      requests.forEach(engine::receive);
      engine.work();
      return Files.readAllBytes(home.resolve(Ground.JOURNAL + "-wal"));
    }
  }

  private static Stores open(Path home, InstantSource clock) {
    return Stores.open(
        new SqliteDatabase(home.resolve(Ground.JOURNAL)), home.resolve(Ground.KEYS), clock);
  }

  /** Each frame's end, and a place inside each frame. */
  private static List<Long> cuts(int length, Random random) {
    List<Long> cuts = new ArrayList<>();
    cuts.add(0L);
    for (long end = WAL_HEADER; end <= length; end += FRAME) {
      cuts.add(end);
      cuts.add(Math.min(length, end + 1 + random.nextInt(FRAME - 1)));
    }
    return cuts;
  }

  private void cut(int number, Session session, long cut, Random random) throws IOException {
    String space = "power-cut-" + number + "-" + cut;
    Path folder = lab.folder().resolve(space);
    Path home = folder.resolve("generation-0");
    Ground.copy(session.base(), home);
    Files.write(home.resolve(Ground.JOURNAL + "-wal"), torn(session.log(), cut, random));
    Drift clock = new Drift();
    clock.advance(Duration.ofSeconds(60));
    Outside outside = lab.lines(space, number);
    session.seenAt(cut).forEach(outside::remember);
    tally.point("cut");
    String replay =
        "./deskhand torture powerloss --seed %d --first %d".formatted(options.seed(), number);
    try (Ground ground = Ground.sqlite(folder, clock, Sabotage.NONE)) {
      tally.found(present(ground.stores().journal(), session.positionAt(cut), cut), replay);
      Lineage lineage =
          new Lineage(
              ground,
              new Engine.Parts(lab.shelf(), outside, clock, Sabotage.NONE),
              clock,
              new Requests(random, options.wanted()),
              tally,
              random);
      lineage.heal(unacknowledged(session, cut));
      tally.found(lineage.breaches(lab.record(space)), replay);
    } finally {
      outside.close();
      lab.forget(space);
    }
  }

  private static List<Inbound> unacknowledged(Session session, long cut) {
    List<String> acknowledged =
        session.seenAt(cut).stream()
            .filter(it -> it.kind() == Received.Kind.ACKNOWLEDGED)
            .map(Received::key)
            .toList();
    return session.requests().stream()
        .filter(it -> !acknowledged.contains(it.envelope().deliveryId()))
        .toList();
  }

  private static List<Breach> present(Journal journal, long position, long cut) {
    List<RecordedEvent> all = journal.tail(Position.START, MANY);
    long found = all.isEmpty() ? 0 : all.getLast().position().value();
    return found >= position
        ? List.of()
        : List.of(
            new Breach(
                "I7",
                Breach.Kind.LOST,
                "cut at %d: position %d was acknowledged, and the journal ends at %d"
                    .formatted(cut, position, found)));
  }

  /**
   * The log's beginning, and what a disk may have behind it: nothing, zeros, garbage, old frames.
   */
  private static byte[] torn(byte[] log, long cut, Random random) {
    int length = Math.toIntExact(cut);
    int tail = random.nextInt(2 * FRAME);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(log, length);
      case 1 -> Arrays.copyOf(log, length + tail);
      case 2 -> {
        byte[] garbage = new byte[tail];
        random.nextBytes(garbage);
        byte[] torn = Arrays.copyOf(log, length + tail);
        System.arraycopy(garbage, 0, torn, length, tail);
        yield torn;
      }
      default -> {
        byte[] torn = Arrays.copyOf(log, length + tail);
        int old = Math.min(tail, length);
        System.arraycopy(log, 0, torn, length, old);
        yield torn;
      }
    };
  }

  /** Notes each commit of a session. */
  private final class Witness implements Sabotage {
    private final Path log;
    private final String space;
    private final List<Commit> commits;
    private int lines;

    Witness(Path log, String space, List<Commit> commits) {
      this.log = log;
      this.space = space;
      this.commits = commits;
    }

    private void began() {
      lines = lab.record(space).size();
    }

    private void ended(Object result) {
      try {
        long position = result instanceof Position at ? at.value() : 0;
        commits.add(new Commit(lines, Files.size(log), position));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Journal journal(Journal real) {
      return Tampered.watched(Journal.class, real, this::began, this::ended);
    }

    @Override
    public Inbox inbox(Inbox real) {
      return Tampered.watched(Inbox.class, real, this::began, this::ended);
    }

    @Override
    public Outbox outbox(Outbox real) {
      return Tampered.watched(Outbox.class, real, this::began, this::ended);
    }
  }
}
