package dev.deskhand.app.bench;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Thousands of conversations at once, each at its own pace, whatever the bot does: how soon each
 * message is acknowledged, what memory that takes, whether each is answered, and how often.
 */
final class Crowd {
  private static final int CONVERSATIONS = 5_000;
  private static final int TURNS = 3;
  private static final Duration QUICKEST = Duration.ofSeconds(15);
  private static final Duration SLOWEST = Duration.ofSeconds(30);
  private static final long SEED = 1;

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final String profile;

  /**
   * A crowd before a server that has just begun.
   *
   * @param profile of Java, as the launcher calls it
   */
  Crowd(String profile) {
    this.profile = profile;
  }

  /** One before each profile. */
  static List<Figure> measure(Path folder)
      throws IOException, InterruptedException, ExecutionException {
    List<Figure> figures = new ArrayList<>();
    for (String profile : JavaCommand.PROFILES) {
      figures.addAll(new Crowd(profile).measured(folder));
    }
    return figures;
  }

  private Figure figure(String what, double value, String unit, double beside, String name) {
    return new Figure(named(what), value, unit, beside, name);
  }

  private String named(String what) {
    return "%d conversations, %s: %s".formatted(CONVERSATIONS, profile, what);
  }

  /** When somebody says what: {@code turn} counts from 0 in each conversation. */
  record Turn(Duration after, int conversation, int turn) {}

  /**
   * What the server did.
   *
   * @param before its resident memory before it began, in MB
   * @param peak the most that it ever had, in MB
   * @param heap the most that its heap may have, in MB
   */
  record Seen(Percentiles acknowledged, double before, double peak, double heap) {}

  private List<Figure> measured(Path folder)
      throws IOException, InterruptedException, ExecutionException {
    Path own = Files.createTempDirectory(folder, "crowd");
    try (Site site = Site.in(own);
        Child child = Child.start(site.server(profile), site.port())) {
      child.awaitLoaded();
      site.awaitRest();
      return measured(site, child);
    }
  }

  private List<Figure> measured(Site site, Child child)
      throws IOException, InterruptedException, ExecutionException {
    SignedCommand requests = new SignedCommand(InstantSource.system());
    double before = child.residentMegabytes();
    long began = System.nanoTime();
    Percentiles acknowledged =
        new OpenLoop(site.port())
            .send(
                timetable(CONVERSATIONS, new Random(SEED)).stream()
                    .map(it -> new OpenLoop.Due(it.after(), () -> requests.mention(it)))
                    .toList());
    awaitAnswers(site, System.nanoTime());
    double took = (System.nanoTime() - began) / 1e9;
    site.awaitRest();
    Seen seen =
        new Seen(acknowledged, before, child.mostResidentMegabytes(), child.mostHeapMegabytes());
    List<Figure> figures = new ArrayList<>(limits(seen));
    figures.add(figure("all answered", took, "s", took, "itself"));
    figures.addAll(kept(CONVERSATIONS, TURNS, site.answers()));
    return figures;
  }

  /** Each begins at a moment of its own, and goes on at its own pace. */
  static List<Turn> timetable(int conversations, Random random) {
    List<Turn> all = new ArrayList<>();
    for (int i = 0; i < conversations; i++) {
      Duration pace = Duration.ofNanos(random.nextLong(QUICKEST.toNanos(), SLOWEST.toNanos()));
      Duration first = Duration.ofNanos(random.nextLong(pace.toNanos()));
      for (int turn = 0; turn < TURNS; turn++) {
        all.add(new Turn(first.plus(pace.multipliedBy(turn)), i, turn));
      }
    }
    return all.stream().sorted(comparing(Turn::after)).toList();
  }

  /** An acknowledgement in time, and memory that does not grow with the crowd. */
  List<Figure> limits(Seen seen) {
    double p50 = seen.acknowledged().millis(50);
    double p99 = seen.acknowledged().millis(99);
    double most = seen.acknowledged().millis(100);
    return List.of(
        figure("acknowledged p50", p50, "ms", p99, "its p99"),
        Figure.below(named("acknowledged p99"), p99, "ms", 1_000),
        figure("acknowledged at most", most, "ms", p99, "its p99"),
        figure("resident before", seen.before(), "MB", seen.heap(), "heap's limit"),
        Figure.below(named("resident at most"), seen.peak(), "MB", 2 * seen.heap()));
  }

  /**
   * Each turn has to be answered, and once.
   *
   * @param answers the keys of what was said, for each conversation
   */
  List<Figure> kept(int conversations, int turns, Map<String, List<String>> answers) {
    int lost = conversations * turns;
    int doubled = 0;
    for (List<String> keys : answers.values()) {
      int different = new HashSet<>(keys).size();
      lost -= Math.min(turns, different);
      doubled += keys.size() - Math.min(turns, different);
    }
    return List.of(
        Figure.never(named("never answered"), lost, conversations * turns),
        Figure.never(named("answered again"), doubled, conversations * turns));
  }

  private static void awaitAnswers(Site site, long since) {
    while (site.answers().values().stream().mapToInt(List::size).sum() < CONVERSATIONS * TURNS
        && System.nanoTime() - since < PATIENCE.toNanos()) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
