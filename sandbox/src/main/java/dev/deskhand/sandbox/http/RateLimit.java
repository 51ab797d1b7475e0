package dev.deskhand.sandbox.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often things may be asked for. Whoever asks again before the pause is over that a refusal
 * named is counted as impatient, but for what was on its way when it was named. Thread-safe.
 */
public final class RateLimit {
  private static final Duration ON_ITS_WAY = Duration.ofMillis(500);

  private final InstantSource clock;
  private final Map<String, Window> own = new HashMap<>();
  private final Map<String, List<Instant>> taken = new HashMap<>();
  private final Map<String, Refusal> refused = new HashMap<>();
  private boolean isLifted;
  private long impatient;
  private long refusals;

  /** At most so many calls within any time of this length. */
  public record Window(int most, Duration within) {}

  /**
   * What a call counts as, and how many of these there may be.
   *
   * @param slot such as a method and a channel
   */
  public record Count(String slot, List<Window> windows) {
    public Count {
      windows = List.copyOf(windows);
    }
  }

  private record Refusal(Instant at, Instant until) {
    boolean isOver(Instant now) {
      return !now.isAfter(at.plus(ON_ITS_WAY)) || !now.isBefore(until);
    }
  }

  public RateLimit(InstantSource clock) {
    this.clock = clock;
  }

  /** From now on one such call a pause, by the first that it counts as, and no other limit. */
  public synchronized void set(String method, Duration pause) {
    own.put(method, new Window(1, pause));
  }

  /** From now on only what was {@link #set}. */
  public synchronized void lift() {
    isLifted = true;
  }

  /** As if nobody had called for a while. */
  public synchronized void rest() {
    taken.clear();
    refused.clear();
  }

  /** How many calls came before the pause was over that they had been told. */
  public synchronized long impatient() {
    return impatient;
  }

  /** How many calls were refused. */
  public synchronized long refusals() {
    return refusals;
  }

  /** The refusal that a call deserves, if any; else it is counted. */
  public synchronized Optional<Fault.Fail> refusal(String method, List<Count> usual) {
    List<Count> counts = counts(method, usual);
    Instant now = clock.instant();
    impatient += isWarned(counts, now) ? 1 : 0;
    Instant free =
        counts.stream().map(this::free).max(Comparator.naturalOrder()).orElse(Instant.MIN);
    if (!free.isAfter(now)) {
      counts.forEach(it -> take(it, now));
      return Optional.empty();
    }
    Duration pause = wholeSeconds(Duration.between(now, free));
    counts.stream()
        .filter(it -> free(it).isAfter(now))
        .forEach(it -> refused.put(it.slot(), new Refusal(now, now.plus(pause))));
    refusals++;
    return Optional.of(new Fault.Fail(429, Optional.of(pause)));
  }

  private List<Count> counts(String method, List<Count> usual) {
    Window window = own.get(method);
    if (window != null) {
      return List.of(new Count(method + " " + usual.getFirst().slot(), List.of(window)));
    }
    return isLifted ? List.of() : usual;
  }

  private boolean isWarned(List<Count> counts, Instant now) {
    return counts.stream()
        .flatMap(it -> Optional.ofNullable(refused.get(it.slot())).stream())
        .anyMatch(it -> !it.isOver(now));
  }

  /** When one more is within its windows. */
  private Instant free(Count count) {
    List<Instant> calls = taken.getOrDefault(count.slot(), List.of());
    return count.windows().stream()
        .filter(it -> calls.size() >= it.most())
        .map(it -> calls.get(calls.size() - it.most()).plus(it.within()))
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  private void take(Count count, Instant now) {
    List<Instant> calls = taken.computeIfAbsent(count.slot(), _ -> new ArrayList<>());
    calls.add(now);
    int most = count.windows().stream().mapToInt(Window::most).max().orElse(0);
    if (calls.size() > most) {
      calls.removeFirst();
    }
  }

  private static Duration wholeSeconds(Duration pause) {
    return Duration.ofSeconds(Math.max(1, pause.plusMillis(999).toSeconds()));
  }
}
