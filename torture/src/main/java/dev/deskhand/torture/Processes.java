package dev.deskhand.torture;

import dev.deskhand.content.Folders;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.storage.Stores;
import dev.deskhand.torture.Server.Duty;
import dev.deskhand.torture.Server.Life;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Replicas as processes: killed with SIGKILL, or stopped past their lease and woken again. */
final class Processes {
  /** A step that was cut short or came too late for the sixteenth time fails for good. */
  private static final int LIVES = 15;

  private static final int REQUESTS_A_LIFE = 3;
  private static final int REQUESTS = 40;
  private static final int LONGEST_LIFE = 900;
  private static final int REQUESTS_TAKEN_OVER = 150;

  /** A lease's length, and as much again as it takes to look round and begin. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(15);

  private static final Duration PAST_THE_LEASE = Duration.ofSeconds(14);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Lab lab;
  private final Options options;
  private final Tally tally = new Tally();

  Processes(Lab lab, Options options) {
    this.lab = lab;
    this.options = options;
  }

  /**
   * Kills a replica so many times: where it stands still at a point, or at a moment of its work
   * that nobody chose. All requests of a database are of one class.
   */
  Tally kills(int points) throws IOException, InterruptedException {
    List<EffectClass> effects = options.wanted().effects();
    options.databases().forEach(it -> tally.expect(Place.all(effects, it)));
    for (int i = options.number("first", 0); tally.points() < points && options.hasTime(); i++) {
      // Opening PostgreSQL takes long; every fourth database is one.
      String database = i % 4 == 3 ? "postgres" : "sqlite";
      if (options.wants("database", database)) {
        kills(i, effects.get(i % effects.size()), database, points);
      }
    }
    return tally;
  }

  private void kills(int number, EffectClass effect, String database, int points)
      throws IOException, InterruptedException {
    Random random = new Random(options.seed() * 1_000_003 + number);
    int all = LIVES * REQUESTS_A_LIFE;
    Wanted wanted = options.wanted().of(effect);
    String space = "kill-" + number;
    Outside outside =
        Crash.isShipped(number) ? lab.shipped(space, number, 0) : lab.lines(space, number);
    Duty duty = duty(outside, database, number, all).asking(wanted, all);
    int ahead = 0;
    Aims aims = new Aims(effect, random);
    while (ahead < LIVES && tally.points() < points) {
      Life life = life(ahead, aims, tally.spared(effect, database), random);
      ahead++;
      int some = ahead * REQUESTS_A_LIFE;
      try (Child child = Child.start(duty.asking(wanted, some).in(life))) {
        String said = life.stop().isPresent() ? child.hear() : someTime(child, random);
        child.kill();
        count(said, life, effect, database, aims);
      }
    }
    finish(duty.asking(wanted, ahead * REQUESTS_A_LIFE), ahead, "crash --by kill");
  }

  /** Two of three stand still at a point: the first time that they come there, if it is new. */
  private static Life life(int ahead, Aims aims, Set<Point> spared, Random random) {
    if (ahead % 3 == 0) {
      return Life.whole(ahead);
    }
    Point point = aims.next(spared);
    int times = spared.isEmpty() ? 1 + random.nextInt(point.passings()) : 1;
    return new Life(ahead, Optional.of(point), times);
  }

  private static String someTime(Child child, Random random) {
    pass(Duration.ofMillis(random.nextInt(LONGEST_LIFE)));
    return child.isAlive() ? Server.PASSED : Server.DONE;
  }

  /** A replica that has done all there was can't be killed any more. */
  private void count(String said, Life life, EffectClass effect, String database, Aims aims) {
    Optional<Point> stands = life.stop().filter(_ -> said.equals(Server.STANDS));
    stands.ifPresentOrElse(aims::died, aims::died);
    stands.ifPresent(it -> tally.died(new Place(it, effect, database)));
    if (said.equals(Server.PASSED)) {
      tally.point("died any time, " + effect.label() + ", " + database);
    }
    if (stands.isEmpty()) {
      life.stop().ifPresent(it -> tally.count("not at " + new Place(it, effect, database), 1));
    }
  }

  /**
   * Stops one of two replicas until the other has taken over, and wakes it. It may be anywhere but
   * between its last look at the fence and the end of the effect, where no engine could help it.
   */
  Tally races(int points) throws IOException, InterruptedException {
    for (int i = options.number("first", 0); tally.points() < points && options.hasTime(); i++) {
      Random random = new Random(options.seed() * 1_000_003 + i);
      Duty duty = duty("race-" + i, i, REQUESTS);
      try (Child first = Child.start(duty)) {
        pass(Duration.ofMillis(random.nextInt(LONGEST_LIFE)));
        first.tell(Server.HOLD);
        first.signal("STOP");
        try (Child second = Child.start(duty)) {
          pass(PAST_THE_LEASE);
          first.signal("CONT");
          first.tell(Server.GO);
          tally.point("stopped and woken");
          second.awaitDone(PATIENCE);
        }
      }
      finish(duty, 1, "race");
    }
    return tally;
  }

  /** Kills the one of two replicas that works, and looks when the other goes on with its runs. */
  Tally takeovers(int points) throws IOException, InterruptedException {
    for (int i = options.number("first", 0); tally.points() < points && options.hasTime(); i++) {
      Duty duty = duty("takeover-" + i, i, REQUESTS_TAKEN_OVER);
      try (Child first = Child.start(duty);
          Child second = Child.start(duty);
          Stores stores =
              Stores.beside(duty.opened(), duty.folder().resolve(Ground.KEYS), new Drift())) {
        Takeover takeover = new Takeover(stores.journal());
        boolean hasWork = takeover.awaitWork(PATIENCE);
        first.end();
        if (hasWork && takeover.begin() > 0) {
          Optional<Duration> longest = takeover.await(PATIENCE);
          tally.point("taken over");
          tally.found(late(duty, longest), "./deskhand torture takeover");
        }
        second.end();
      }
      finish(duty, 1, "takeover");
    }
    return tally;
  }

  private static List<Breach> late(Duty duty, Optional<Duration> longest) {
    return longest.filter(it -> it.compareTo(TAKEN_OVER) <= 0).isPresent()
        ? List.of()
        : List.of(
            new Breach(
                "I3",
                Breach.Kind.LOST,
                duty.space() + ": a dead replica's run went on after " + longest));
  }

  /** Of so many requests, on a fresh database of a server, with targets that are lines of text. */
  Duty duty(String space, int number, int requests) throws IOException {
    return duty(lab.lines(space, number), "postgres", number, requests);
  }

  /** Of so many requests, on a fresh database. */
  private Duty duty(Outside outside, String database, int number, int requests) throws IOException {
    Path folder = Files.createDirectories(lab.folder().resolve(outside.space()));
    return new Duty(
        database.equals("postgres")
            ? lab.freshDatabase().jdbcUrl()
            : folder.resolve(Ground.JOURNAL).toString(),
        folder,
        outside.where(),
        outside.space(),
        Life.whole(0),
        options.seed() * 31 + number,
        requests,
        options.wanted());
  }

  /** A last replica does all there is left; then it is checked. */
  void finish(Duty duty, int ahead, String scenario) throws IOException, InterruptedException {
    boolean healed;
    try (Child last = Child.start(duty.in(Life.whole(ahead)))) {
      healed = last.awaitDone(PATIENCE);
    }
    Outside outside = lab.outside(duty.space());
    outside.rest();
    List<Breach> breaches = new ArrayList<>();
    if (!healed) {
      breaches.add(
          new Breach(
              "I3", Breach.Kind.LOST, duty.space() + " did not come to its end in " + PATIENCE));
    }
    try (Stores stores =
        Stores.open(duty.opened(), duty.folder().resolve(Ground.KEYS), new Drift())) {
      breaches.addAll(Checker.check(Evidence.of(lab.record(duty.space()), stores)));
    }
    tally.count("effects", lab.record(duty.space()).size());
    tally.found(
        breaches,
        "./deskhand torture %s --seed %d --first %s (a moment is never quite the same)"
            .formatted(scenario, options.seed(), duty.space().replaceAll("\\D", "")));
    outside.close();
    Folders.delete(duty.folder());
  }

  /** What was found so far. */
  Tally tally() {
    return tally;
  }

  static void pass(Duration duration) {
    long until = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  /** A replica's process. */
  static final class Child implements AutoCloseable {
    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    private Child(Process process) {
      this.process = process;
      this.in = process.outputWriter(StandardCharsets.UTF_8);
      this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Returns when it works, or has ended. */
    static Child start(Duty duty) throws IOException {
      List<String> words = new ArrayList<>(List.of("server"));
      words.addAll(duty.words());
      Child child = new Child(Jvm.start(words.toArray(String[]::new)));
      child.out.readLine();
      return child;
    }

    /** The next that it says; nothing if it has ended. */
    String hear() throws IOException {
      return Optional.ofNullable(out.readLine()).orElse("");
    }

    boolean isAlive() {
      return process.isAlive();
    }

    /** Returns when it has done what it is told, or has ended. */
    void tell(String word) throws IOException {
      try {
        in.write(word + "\n");
        in.flush();
        String answer = out.readLine();
        while (answer != null && !answer.equals(word)) {
          answer = out.readLine();
        }
      } catch (IOException e) {
        if (process.isAlive()) {
          throw e;
        }
      }
    }

    void kill() {
      process.destroyForcibly();
    }

    /** Kills it; returns when it is dead. */
    void end() {
      process.destroyForcibly().onExit().join();
    }

    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** True when it says that nothing is left to be done. */
    boolean awaitDone(Duration patience) throws InterruptedException {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
          && process.exitValue() == 0;
    }

    @Override
    public void close() {
      end();
    }
  }
}
