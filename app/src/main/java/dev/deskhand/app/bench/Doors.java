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
  private static final int[] CONNECTIONS = {1, 32, 256};
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

  List<Figure> measure() throws IOException, InterruptedException, ExecutionException {
    Map<String, double[]> others = new LinkedHashMap<>();
    for (Other other : others()) {
      others.put(other.name(), rates(other));
    }
    List<String> jvm = JavaCommand.usual();
    try (Site site = ManyRunbooks.site(Files.createTempDirectory(folder, "doors"), FEW);
        Child child =
            Child.start(
                JavaCommand.program(jvm, "serve", "--config", site.configuration().toString()),
                site.port())) {
      child.awaitLoaded();
      List<Figure> figures = new ArrayList<>(compared(rates(site), others));
      figures.addAll(atRates(site));
      figures.addAll(new Crowd(site, child).measure());
      figures.addAll(
          new Answering(folder, Objects.requireNonNull(others.get(ONLY_SIGNED))[1]).measure());
      return figures;
    }
  }

  /** A server beside ours. */
  private record Other(String name, List<String> command, Site site) {}

  private List<Other> others() throws IOException {
    List<Other> all = new ArrayList<>();
    Site signed = Site.in(Files.createTempDirectory(folder, "signed"));
    all.add(new Other(ONLY_SIGNED, JavaCommand.main(OnlySigned.class, port(signed)), signed));
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

  private static double[] rates(Other other)
      throws IOException, InterruptedException, ExecutionException {
    try (Site site = other.site();
        Child _ = Child.start(other.command(), site.port())) {
      return rates(site);
    }
  }

  /** Answers a second, for each number of connections, each from a server at rest. */
  private static double[] rates(Site site)
      throws IOException, InterruptedException, ExecutionException {
    Load load = commands(site);
    load.warmUp();
    double[] rates = new double[CONNECTIONS.length];
    for (int i = 0; i < CONNECTIONS.length; i++) {
      site.awaitRest();
      rates[i] = load.asFastAsAnswered(CONNECTIONS[i], CLOSED_LOOP);
    }
    return rates;
  }

  /** Each names a runbook, which may be asked for and asks for a value. */
  private static Load commands(Site site) {
    return new Load(
        site.port(),
        new SignedCommand(InstantSource.system(), number -> ManyRunbooks.command(number % FEW))
            ::next);
  }

  private List<Figure> compared(double[] ours, Map<String, double[]> others) {
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS.length; i++) {
      String name = "%s, %d connection(s)".formatted(DURABLE, CONNECTIONS[i]);
      figures.add(new Figure(name, ours[i], "1/s", disk, "appends"));
      for (var other : others.entrySet()) {
        figures.add(new Figure(name, ours[i], "1/s", other.getValue()[i], other.getKey()));
      }
    }
    return figures;
  }

  /** At fixed rates, which a server that stalls is not spared. */
  private List<Figure> atRates(Site site)
      throws IOException, InterruptedException, ExecutionException {
    Load load = commands(site);
    double append = Duration.ofSeconds(1).toNanos() / disk / 1e6;
    site.awaitRest();
    Percentiles alone = load.atRate(ALONE, howLong.dividedBy(2));
    int half = Math.max(ALONE, (int) (load.asFastAsAnswered(32, CLOSED_LOOP) / 2));
    site.awaitRest();
    Percentiles busy = load.atRate(half, howLong);
    return List.of(
        new Figure(at(ALONE, "p50"), alone.millis(50), "ms", append, "one append"),
        new Figure(at(ALONE, "p99"), alone.millis(99), "ms", append, "one append"),
        new Figure(at(half, "p50") + ", half load", busy.millis(50), "ms", append, "one append"),
        new Figure(at(half, "p99") + ", half load", busy.millis(99), "ms", 15, "to reach"));
  }

  private static String at(int rate, String percent) {
    return "%s at %d/s, %s".formatted(DURABLE, rate, percent);
  }
}
