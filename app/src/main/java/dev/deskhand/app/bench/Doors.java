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
import java.util.stream.Stream;

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
  private static final int ONE_AFTER_THE_OTHER = 3_000;

  /** The place of what can go on for long. */
  private static final int ANSWERED = 1;

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
   * @param delays at each pace
   */
  private record Speeds(List<Double> fastest, List<Percentiles> delays) {
    Speeds {
      fastest = List.copyOf(fastest);
      delays = List.copyOf(delays);
    }
  }

  /** Requests that come at a fixed rate. */
  private record Pace(int perSecond, String what) {
    static Pace half(double perSecond, String what) {
      return new Pace(Math.max(ALONE, (int) (perSecond / 2)), "half of what is " + what);
    }

    String name(int percent) {
      return "%s at %d/s (%s), p%d".formatted(DURABLE, perSecond, what, percent);
    }
  }

  /**
   * What ours does.
   *
   * @param one of one connection that sends as soon as it was answered
   * @param paces at which both are measured; the first is {@link #ALONE}
   */
  private record Ours(Speeds speeds, Percentiles one, List<Pace> paces) {
    Ours {
      paces = List.copyOf(paces);
    }
  }

  List<Figure> measure() throws IOException, InterruptedException, ExecutionException {
    Answered answered = new Answering(folder).measure();
    Ours ours = ours(answered.few());
    Speeds signed = signed(ours.paces());
    Map<String, List<Double>> others = new LinkedHashMap<>();
    others.put(ONLY_SIGNED, signed.fastest());
    for (Other other : others()) {
      others.put(other.name(), fastest(other));
    }
    List<Figure> figures = new ArrayList<>(compared(ours.speeds().fastest(), others));
    figures.addAll(delays(ours, signed));
    figures.addAll(answered.beside(signed.fastest().get(AMONG_MANY)));
    return figures;
  }

  private Ours ours(double answered) throws IOException, InterruptedException, ExecutionException {
    List<String> jvm = JavaCommand.usual();
    try (Site site = ManyRunbooks.site(Files.createTempDirectory(folder, "doors"), FEW);
        Child child =
            Child.start(
                JavaCommand.program(jvm, "serve", "--config", site.configuration().toString()),
                site.port())) {
      child.awaitLoaded();
      List<Double> fastest = fastest(site);
      List<Pace> paces =
          List.of(
              new Pace(ALONE, "alone"),
              Pace.half(answered, "answered"),
              Pace.half(fastest.get(AMONG_MANY), "acknowledged"));
      site.awaitRest();
      Percentiles one = commands(site).allOf(ONE_AFTER_THE_OTHER, 1);
      return new Ours(atPaces(site, fastest, paces), one, paces);
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

  private Speeds signed(List<Pace> paces)
      throws IOException, InterruptedException, ExecutionException {
    try (Site site = Site.in(Files.createTempDirectory(folder, "signed"));
        Child _ = Child.start(JavaCommand.main(OnlySigned.class, port(site)), site.port())) {
      return atPaces(site, fastest(site), paces);
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

  /**
   * At fixed rates, which a server that stalls is not spared; once what the work itself needs is
   * compiled, too.
   */
  private Speeds atPaces(Site site, List<Double> fastest, List<Pace> paces)
      throws IOException, InterruptedException, ExecutionException {
    Load load = commands(site);
    site.awaitRest();
    load.atRate(paces.get(ANSWERED).perSecond(), howLong);
    List<Percentiles> delays = new ArrayList<>();
    for (Pace pace : paces) {
      site.awaitRest();
      delays.add(load.atRate(pace.perSecond(), howLong));
    }
    return new Speeds(fastest, delays);
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
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            DURABLE + ", 1 connection, p50", ours.one().millis(50), "ms", append, "one append"));
    for (int i = 0; i < ours.paces().size(); i++) {
      Pace pace = ours.paces().get(i);
      Percentiles delays = ours.speeds().delays().get(i);
      figures.add(
          i == 0
              ? new Figure(pace.name(50), delays.millis(50), "ms", append, "one append")
              : new Figure(pace.name(99), delays.millis(99), "ms", 15, "to reach"));
      figures.addAll(beside(signed.delays().get(i), pace, delays));
    }
    return figures;
  }

  private static List<Figure> beside(Percentiles signed, Pace pace, Percentiles delays) {
    return Stream.of(50, 99)
        .map(
            percent ->
                new Figure(
                    pace.name(percent),
                    delays.millis(percent),
                    "ms",
                    signed.millis(percent),
                    ONLY_SIGNED + ", at the same rate"))
        .toList();
  }
}
