package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.action.Output;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What attempts say while this process makes them, for people who watch. It is not kept: what
 * counts is the result. Each attempt shows its newest 32,768 characters, and no more than 1 MiB is
 * taken from it; it is shown for five seconds after its end. Thread-safe.
 */
public final class LiveOutputs {
  private static final int SHOWN = 1 << 15;
  private static final int MOST = 1 << 20;
  private static final String CUT = "\n[cut: no more than 1 MiB is told]\n";
  private static final long LINGER = Duration.ofSeconds(5).toNanos();

  private final Map<String, Telling> spoken = new ConcurrentHashMap<>();

  /**
   * The newest that an attempt has said.
   *
   * @param step such as {@code restart}, or {@code restart.undo}
   * @param from how many characters came before
   */
  public record Piece(String step, int attempt, long from, String text) {}

  /** What the attempts of a run have said, by step. */
  public List<Piece> of(RunId run) {
    forgetWhatIsOver();
    String prefix = run + ".";
    return spoken.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(entry -> entry.getValue().piece(prefix.length()))
        .sorted(Comparator.comparing(Piece::step).thenComparingInt(Piece::attempt))
        .toList();
  }

  /** Where an attempt says something; nothing is known of it before it does. */
  Telling of(Attempt attempt) {
    return new Telling(attempt);
  }

  private void forgetWhatIsOver() {
    spoken.values().removeIf(Telling::isOver);
  }

  /** One attempt. */
  final class Telling implements Output, AutoCloseable {
    private final Attempt attempt;
    private final StringBuilder newest = new StringBuilder();
    private long told;
    private boolean hasEnded;
    private long endedAt;

    private Telling(Attempt attempt) {
      this.attempt = attempt;
    }

    @Override
    public void text(String chunk) {
      if (take(chunk)) {
        forgetWhatIsOver();
        spoken.put(attempt.key() + "#" + attempt.number(), this);
      }
    }

    /** True for the first that it says. */
    private synchronized boolean take(String chunk) {
      boolean isFirst = told == 0;
      if (told <= MOST) {
        boolean fits = told + chunk.length() <= MOST;
        String taken = fits ? chunk : chunk.substring(0, (int) (MOST - told)) + CUT;
        newest.append(taken);
        told += taken.length();
        newest.delete(0, Math.max(0, newest.length() - SHOWN));
      }
      return isFirst;
    }

    private synchronized Piece piece(int beforeStep) {
      return new Piece(
          attempt.key().substring(beforeStep),
          attempt.number(),
          told - newest.length(),
          newest.toString());
    }

    private synchronized boolean isOver() {
      return hasEnded && System.nanoTime() - endedAt > LINGER;
    }

    @Override
    public synchronized void close() {
      hasEnded = true;
      endedAt = System.nanoTime();
    }
  }
}
