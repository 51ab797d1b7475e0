package dev.deskhand.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * How many signed commands are answered a second, from the request to the post in the chat: in
 * plain language, and by the name of one runbook among few and among many.
 */
final class Answering {
  static final int CONNECTIONS = 32;
  private static final int COMMANDS = 5_000;

  /** It takes a small neural network to understand one. */
  private static final int SENTENCES = 1_500;

  /** So many times as many before, until all that is needed often is compiled. */
  private static final int WARMING = 2;

  static final int FEW = 10;
  static final int MANY = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path folder;

  /** A measurement to be made. */
  Answering(Path folder) {
    this.folder = folder;
  }

  Answered measure() throws IOException, InterruptedException, ExecutionException {
    double understood = rate(FEW, SENTENCES, SignedCommand.SENTENCE);
    double among = rate(MANY, SENTENCES, SignedCommand.SENTENCE);
    double few = rate(FEW, COMMANDS, number -> ManyRunbooks.command(number % FEW));
    double many = rate(MANY, COMMANDS, number -> ManyRunbooks.command(number % MANY));
    return new Answered(few, many, understood, among);
  }

  private double rate(int runbooks, int commands, SignedCommand.Text text)
      throws IOException, InterruptedException, ExecutionException {
    try (Site site = ManyRunbooks.site(Files.createTempDirectory(folder, "answering"), runbooks);
        Child child =
            Child.start(
                JavaCommand.program(
                    JavaCommand.usual(), "serve", "--config", site.configuration().toString()),
                site.port())) {
      child.awaitLoaded();
      Load load = new Load(site.port(), new SignedCommand(InstantSource.system(), text)::next);
      answered(site, load, WARMING * commands);
      return answered(site, load, commands);
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
