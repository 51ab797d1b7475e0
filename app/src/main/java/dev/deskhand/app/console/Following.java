package dev.deskhand.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** Follows a run until it has ended, or waits for somebody, and prints each step as it comes. */
final class Following {
  private static final long PAUSE_MILLIS = 300;

  @Option(
      names = "--wait",
      description =
          "Follows the run and prints each step as it comes, until it has ended or waits for a"
              + " person.")
  private boolean isWanted;

  /** The exit code of a run: followed if that was asked for, else as it stands. */
  int follow(Server server, String id) {
    RunPrinter printer = new RunPrinter(System.out);
    JsonNode run = server.run(id);
    if (isWanted) {
      printer.entries(run);
      while (!ExitCode.isAtRest(run) && passes()) {
        run = server.run(id);
        printer.live(run);
        printer.entries(run);
      }
    }
    printer.end(run);
    return ExitCode.of(run);
  }

  boolean isWanted() {
    return isWanted;
  }

  /** Lets some time pass; false if somebody wants this to end. */
  private static boolean passes() {
    try {
      return !new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
