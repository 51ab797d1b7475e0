package dev.deskhand.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * How many signed commands are answered a second, from the request to the post in the chat: in
 * plain language, and by the name of one runbook among few and among many.
 */
final class Answering {
  private static final int CONNECTIONS = 32;
  private static final int COMMANDS = 5_000;

  /** Until all that is needed often is compiled. */
  private static final int WARMING = 10_000;

  private static final int FEW = 10;
  private static final int MANY = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path folder;
  private final double onlySigned;

  /**
   * A measurement to be made.
   *
   * @param onlySigned what a server answers a second that only checks the signature
   */
  Answering(Path folder, double onlySigned) {
    this.folder = folder;
    this.onlySigned = onlySigned;
  }

  List<Figure> measure() throws IOException, InterruptedException, ExecutionException {
    double understood = rate(FEW, SignedCommand.SENTENCE);
    double few = rate(FEW, number -> ManyRunbooks.command(number % FEW));
    double many = rate(MANY, number -> ManyRunbooks.command(number % MANY));
    return List.of(
        new Figure(
            "understood, allowed, answered, " + CONNECTIONS + " connections",
            understood,
            "1/s",
            onlySigned,
            "signature only"),
        new Figure(
            "a command by name among " + MANY + " runbooks",
            1e3 / many,
            "ms",
            1e3 / few,
            "among " + FEW));
  }

  private double rate(int runbooks, SignedCommand.Text text)
      throws IOException, InterruptedException, ExecutionException {
    Path own = Files.createTempDirectory(folder, "answering");
    ManyRunbooks.write(own.resolve("many"), runbooks);
    try (Site site = Site.in(own, "catalog: [many]");
        Child child =
            Child.start(
                JavaCommand.program(
                    JavaCommand.usual(), "serve", "--config", site.configuration().toString()),
                site.port())) {
      child.awaitLoaded();
      Load load = new Load(site.port(), new SignedCommand(InstantSource.system(), text)::next);
      answered(site, load, WARMING);
      return answered(site, load, COMMANDS);
    }
  }

  private static double answered(Site site, Load load, int commands)
      throws InterruptedException, ExecutionException {
    long before = site.posts();
    long began = System.nanoTime();
    load.allOf(commands, CONNECTIONS);
    while (site.posts() < before + commands) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new IllegalStateException(
            "%d of %d commands were answered within %s"
                .formatted(site.posts() - before, commands, PATIENCE));
      }
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    return commands * 1e9 / (System.nanoTime() - began);
  }
}
