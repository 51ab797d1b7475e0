package dev.deskhand.teams;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.DeliveryFailedException.Remedy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what is not stored, for whoever waits can ask for it again: it is tried like any message
 * while they may still wait.
 *
 * @param what for the log, such as {@code home of teams:t:ada}
 * @param attempt throws {@link DeliveryFailedException} where it failed
 * @param after done when it is shown or given up
 * @param earlier how often it was tried before
 * @param until when nobody waits any longer, by {@link System#nanoTime}
 */
record Persistence(String what, Runnable attempt, Runnable after, int earlier, long until) {
  private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);

  /** So long somebody waits. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  static Persistence with(String what, Runnable attempt, Runnable after) {
    return new Persistence(what, attempt, after, 0, System.nanoTime() + PATIENCE.toNanos());
  }

  /** Begins at once, elsewhere. */
  void start() {
    begin(this::run);
  }

  private static void begin(Runnable work) {
    var _ = Thread.ofVirtual().name("teams-persistence").start(work);
  }

  /** Tries it here; only what comes after a pause is done elsewhere. */
  void run() {
    Optional<Duration> pause = Optional.empty();
    try {
      pause = tried();
    } finally {
      pause.ifPresentOrElse(it -> later(it).execute(again()::run), after);
    }
  }

  private Persistence again() {
    return new Persistence(what, attempt, after, earlier + 1, until);
  }

  private static Executor later(Duration pause) {
    return CompletableFuture.delayedExecutor(
        pause.toMillis(), TimeUnit.MILLISECONDS, Persistence::begin);
  }

  /** Or says after how long to try again. */
  private Optional<Duration> tried() {
    try {
      attempt.run();
    } catch (DeliveryFailedException e) {
      Duration pause = e.pauseAfter(earlier);
      if (e.remedy() != Remedy.GIVE_UP && System.nanoTime() + pause.toNanos() - until <= 0) {
        LOG.info("teams {} waits {}: {}", what, pause, e.getMessage());
        return Optional.of(pause);
      }
      LOG.info("teams {} not shown: {}", what, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("teams {} not shown", what, e);
    }
    return Optional.empty();
  }
}
