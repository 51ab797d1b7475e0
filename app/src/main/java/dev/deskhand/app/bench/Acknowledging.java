package dev.deskhand.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * How soon a signed slash command is acknowledged, durably: over HTTP, by an installation in a
 * process of its own that works the requests at the same time.
 */
final class Acknowledging {
  private static final int RATE = 50;
  private static final Duration WARMING = Duration.ofSeconds(3);
  private static final Duration CLOSED_LOOP = Duration.ofSeconds(5);

  private final Path folder;
  private final Duration howLong;
  private final double disk;

  /**
   * A measurement to be made.
   *
   * @param disk what the disk does by itself, in appends a second
   */
  Acknowledging(Path folder, Duration howLong, double disk) {
    this.folder = folder;
    this.howLong = howLong;
    this.disk = disk;
  }

  List<Figure> measure() throws IOException, InterruptedException, ExecutionException {
    List<String> jvm = JavaCommand.usual();
    try (Site site = Site.in(Files.createTempDirectory(folder, "acknowledge"));
        Child child =
            Child.start(
                JavaCommand.program(jvm, "serve", "--config", site.configuration().toString()),
                site.port())) {
      child.awaitLoaded();
      return measure(site);
    }
  }

  private List<Figure> measure(Site site)
      throws IOException, InterruptedException, ExecutionException {
    Load commands = new Load(site.port(), new SignedCommand(InstantSource.system())::next);
    byte[] get = Wire.get("/healthz");
    Load health = new Load(site.port(), () -> get);
    commands.atRate(RATE, WARMING);
    Percentiles durable = commands.atRate(RATE, howLong);
    Percentiles quick = health.atRate(RATE, howLong.dividedBy(4));
    List<Figure> figures = new ArrayList<>();
    for (double percent : new double[] {50, 99, 100}) {
      figures.add(
          new Figure(
              "acknowledged at %d/s, %s"
                  .formatted(RATE, percent == 100 ? "max" : "p" + (int) percent),
              durable.millis(percent),
              "ms",
              quick.millis(percent),
              "/healthz"));
    }
    for (int connections : new int[] {1, 16}) {
      double asked = health.asFastAsAnswered(connections, CLOSED_LOOP);
      double rate = commands.asFastAsAnswered(connections, CLOSED_LOOP);
      String name = "acknowledged by %d connection(s)".formatted(connections);
      figures.add(new Figure(name, rate, "1/s", disk, "appends"));
      figures.add(new Figure(name, rate, "1/s", asked, "/healthz"));
    }
    return figures;
  }
}
