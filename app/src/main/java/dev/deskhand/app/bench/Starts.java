package dev.deskhand.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** How soon a process serves, and what memory it takes. */
final class Starts {
  private static final int TIMES = 5;
  private static final int RATE = 50;
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private final Path folder;
  private final Duration underLoad;

  Starts(Path folder, Duration underLoad) {
    this.folder = folder;
    this.underLoad = underLoad;
  }

  /**
   * Start-up, plain and with the cache where there is one; an installation that was started before.
   */
  List<Figure> startUps() throws IOException {
    List<Figure> figures = new ArrayList<>();
    figures.add(startUp("start to first 200, plain", JavaCommand.plain()));
    if (JavaCommand.hasCache()) {
      figures.add(
          startUp("start to first 200, AOT cache", JavaCommand.withCache(JavaCommand.cache())));
    }
    return figures;
  }

  /** Memory at rest and under load, as the distribution runs: with the cache where there is one. */
  List<Figure> memory() throws IOException, InterruptedException, ExecutionException {
    List<Figure> figures = new ArrayList<>();
    figures.addAll(memory("no language models", "--without-language"));
    figures.addAll(memory("with language models"));
    return figures;
  }

  private Figure startUp(String name, List<String> jvm) throws IOException {
    double[] bare = new double[TIMES];
    double[] full = new double[TIMES];
    try (Site site = site("start")) {
      one(jvm, site);
      for (int i = 0; i < TIMES; i++) {
        bare[i] = Bare.run(JavaCommand.plain()).untilHello().toNanos() / 1e6;
        full[i] = one(jvm, site);
      }
    }
    return new Figure(
        name + ", median of " + TIMES, median(full), "ms", median(bare), "a bare JVM's hello");
  }

  private static double one(List<String> jvm, Site site) throws IOException {
    try (Child child = Child.start(serve(jvm, site), site.port())) {
      child.awaitLoaded();
      return child.untilFirst().toNanos() / 1e6;
    }
  }

  private List<Figure> memory(String which, String... options)
      throws IOException, InterruptedException, ExecutionException {
    List<String> jvm = JavaCommand.usual();
    double bare = Bare.run(JavaCommand.plain()).residentMegabytes();
    try (Site site = site("memory");
        Child child = Child.start(serve(jvm, site, options), site.port())) {
      child.awaitLoaded();
      Load load = new Load(site.port(), new SignedCommand(java.time.InstantSource.system())::next);
      load.atRate(1, SETTLING);
      double idle = child.residentMegabytes();
      load.atRate(RATE, underLoad);
      double busy = child.residentMegabytes();
      return List.of(
          new Figure("resident, idle, " + which, idle, "MB", bare, "a bare JVM"),
          new Figure(
              String.format(Locale.ROOT, "resident, at %d commands/s, %s", RATE, which),
              busy,
              "MB",
              bare,
              "a bare JVM"));
    }
  }

  private Site site(String prefix) throws IOException {
    return Site.in(Files.createTempDirectory(folder, prefix));
  }

  private static List<String> serve(List<String> jvm, Site site, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--config", site.configuration().toString()));
    arguments.addAll(List.of(options));
    return JavaCommand.program(jvm, arguments.toArray(String[]::new));
  }

  private static double median(double... values) {
    return java.util.Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}
