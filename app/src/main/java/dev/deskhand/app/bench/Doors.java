package dev.deskhand.app.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * What comes in by a door: a signed slash command, acknowledged once it is kept and worked at the
 * same time, beside servers that keep nothing: the same one that only checks the signature, and
 * Bolt for Java and for JavaScript, which only acknowledge.
 */
final class Doors {
  private static final Duration CLOSED_LOOP = Duration.ofSeconds(3);
  private static final List<Integer> CONNECTIONS = List.of(1, 32, 256);

  /** The place of 32. */
  private static final int AMONG_MANY = 1;

  private static final int ALONE = 20;
  private static final int FEW = 10;
  private static final String ONLY_SIGNED = "signature only";
  private static final String DURABLE = "acknowledged durably";

  private final Path folder;
  private final Duration howLong;
  private final double disk;
  private final Optional<Path> boltJs;

  /**
   * A measurement to be made.
   *
   * @param disk what the disk does by itself, in appends a second
   * @param boltJs the folder in which {@code npm install @slack/bolt} was run
   */
  Doors(Path folder, Duration howLong, double disk, Optional<Path> boltJs) {
    this.folder = folder;
    this.howLong = howLong;
    this.disk = disk;
    this.boltJs = boltJs;
  }

  /**
   * What a server does.
   *
   * @param fastest answers a second, for each number of connections
   * @param alone at {@link #ALONE} requests a second
   * @param busy at half of what ours acknowledges
   */
  private record Speeds(List<Double> fastest, Percentiles alone, Percentiles busy) {
    Speeds {
      fastest = List.copyOf(fastest);
    }
  }

  /**
   * What ours does.
   *
   * @param half requests a second
   */
  private record Ours(Speeds speeds, int half, List<Figure> crowd) {
    Ours {
      crowd = List.copyOf(crowd);
    }
  }

  List<Figure> measure() throws IOException, InterruptedException, ExecutionException {
    Ours ours = ours();
    Speeds signed = signed(ours.half());
    Map<String, List<Double>> others = new LinkedHashMap<>();
    others.put(ONLY_SIGNED, signed.fastest());
    for (Other other : others()) {
      others.put(other.name(), fastest(other));
    }
    List<Figure> figures = new ArrayList<>(compared(ours.speeds().fastest(), others));
    figures.addAll(delays(ours, signed));
    figures.addAll(ours.crowd());
    figures.addAll(new Answering(folder, signed.fastest().get(AMONG_MANY)).measure());
    return figures;
  }

  private Ours ours() throws IOException, InterruptedException, ExecutionException {
    List<String> jvm = JavaCommand.usual();
    try (Site site = ManyRunbooks.site(Files.createTempDirectory(folder, "doors"), FEW);
        Child child =
            Child.start(
                JavaCommand.program(jvm, "serve", "--config", site.configuration().toString()),
                site.port())) {
      child.awaitLoaded();
      List<Double> fastest = fastest(site);
      int half = Math.max(ALONE, (int) (fastest.get(AMONG_MANY) / 2));
      Speeds speeds = atRates(site, fastest, half);
      site.awaitRest();
      return new Ours(speeds, half, new Crowd(site, child).measure());
    }
  }

  /** A server beside ours. */
  private record Other(String name, List<String> command, Site site) {}

  private List<Other> others() throws IOException {
    List<Other> all = new ArrayList<>();
    Site bolt = Site.in(Files.createTempDirectory(folder, "bolt"));
    all.add(
        new Other(
            "Bolt for Java", JavaCommand.main(PlainBolt.class, port(bolt), bolt.slack()), bolt));
    if (boltJs.isPresent()) {
      Site js = Site.in(Files.createTempDirectory(folder, "bolt-js"));
      all.add(new Other("Bolt for JavaScript", node(js, boltJs.get()), js));
    }
    return all;
  }

  private List<String> node(Site site, Path modules) throws IOException {
    Path script = folder.resolve("bolt.js");
    try (InputStream in =
        Objects.requireNonNull(Doors.class.getResourceAsStream("bolt.js"), "bolt.js")) {
      Files.write(script, in.readAllBytes());
    }
    return List.of(
        "env",
        "NODE_PATH=" + modules.resolve("node_modules").toAbsolutePath(),
        "node",
        script.toString(),
        port(site),
        site.slack(),
        Site.SIGNING_SECRET);
  }

  private static String port(Site site) {
    return Integer.toString(site.port());
  }

  private Speeds signed(int half) throws IOException, InterruptedException, ExecutionException {
    try (Site site = Site.in(Files.createTempDirectory(folder, "signed"));
        Child _ = Child.start(JavaCommand.main(OnlySigned.class, port(site)), site.port())) {
      return atRates(site, fastest(site), half);
    }
  }

  private static List<Double> fastest(Other other)
      throws IOException, InterruptedException, ExecutionException {
    try (Site site = other.site();
        Child _ = Child.start(other.command(), site.port())) {
      return fastest(site);
    }
  }

  /** Answers a second, for each number of connections, each from a server at rest. */
  private static List<Double> fastest(Site site)
      throws IOException, InterruptedException, ExecutionException {
    Load load = commands(site);
    load.warmUp();
    List<Double> fastest = new ArrayList<>();
    for (int connections : CONNECTIONS) {
      site.awaitRest();
      fastest.add(load.asFastAsAnswered(connections, CLOSED_LOOP));
    }
    return fastest;
  }

  /** At fixed rates, which a server that stalls is not spared. */
  private Speeds atRates(Site site, List<Double> fastest, int half)
      throws IOException, InterruptedException, ExecutionException {
    Load load = commands(site);
    site.awaitRest();
    Percentiles alone = load.atRate(ALONE, howLong);
    site.awaitRest();
    return new Speeds(fastest, alone, load.atRate(half, howLong));
  }

  /** Each names a runbook, which may be asked for and asks for a value. */
  private static Load commands(Site site) {
    return new Load(
        site.port(),
        new SignedCommand(InstantSource.system(), number -> ManyRunbooks.command(number % FEW))
            ::next);
  }

  private List<Figure> compared(List<Double> ours, Map<String, List<Double>> others) {
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS.size(); i++) {
      String name = "%s, %d connection(s)".formatted(DURABLE, CONNECTIONS.get(i));
      figures.add(new Figure(name, ours.get(i), "1/s", disk, "appends"));
      for (var other : others.entrySet()) {
        figures.add(new Figure(name, ours.get(i), "1/s", other.getValue().get(i), other.getKey()));
      }
    }
    return figures;
  }

  private List<Figure> delays(Ours ours, Speeds signed) {
    double append = Duration.ofSeconds(1).toNanos() / disk / 1e6;
    Percentiles alone = ours.speeds().alone();
    Percentiles busy = ours.speeds().busy();
    String few = DURABLE + " at " + ALONE + "/s, ";
    String half = DURABLE + " at " + ours.half() + "/s, half load, ";
    return List.of(
        new Figure(few + "p50", alone.millis(50), "ms", append, "one append"),
        delay(few, 50, alone, signed.alone()),
        delay(few, 99, alone, signed.alone()),
        delay(half, 50, busy, signed.busy()),
        delay(half, 99, busy, signed.busy()),
        new Figure(half + "p99", busy.millis(99), "ms", 15, "to reach"));
  }

  private static Figure delay(String name, int percent, Percentiles ours, Percentiles signed) {
    return new Figure(
        name + "p" + percent,
        ours.millis(percent),
        "ms",
        signed.millis(percent),
        ONLY_SIGNED + ", at the same rate");
  }
}
