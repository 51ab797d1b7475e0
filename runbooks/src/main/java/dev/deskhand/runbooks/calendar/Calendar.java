package dev.deskhand.runbooks.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When what stands in it may start: while any window is open, or always where there is none, but
 * never in a blackout.
 *
 * @param zone in which people read its times
 */
public record Calendar(
    CalendarName name, ZoneId zone, List<Window> windows, List<Blackout> blackouts) {
  private static final int MOST_STEPS = 1_000;

  public Calendar {
    windows = List.copyOf(windows);
    blackouts = List.copyOf(blackouts);
  }

  /** The blackout that a moment lies in; the longest-lasting of several. */
  Optional<Blackout> blackout(Instant at) {
    return blackouts.stream()
        .filter(it -> it.covering(at).isPresent())
        .max(Comparator.comparing(it -> it.covering(at).map(Span::to).orElse(at)));
  }

  boolean isOpen(Instant at) {
    return blackout(at).isEmpty()
        && (windows.isEmpty() || windows.stream().anyMatch(it -> it.covering(at).isPresent()));
  }

  /** The window that opens next after a moment, whatever blackouts say. */
  Optional<Window> nextWindow(Instant at) {
    return windows.stream()
        .filter(it -> it.after(at).isPresent())
        .min(Comparator.comparing(it -> it.after(at).map(Span::from).orElse(at)));
  }

  /** The first moment, not before this one, at which it is open; empty if none comes in a year. */
  Optional<Instant> opensAt(Instant from) {
    Instant at = from;
    for (int i = 0; i < MOST_STEPS; i++) {
      if (isOpen(at)) {
        return Optional.of(at);
      }
      Instant now = at;
      Optional<Instant> next =
          blackout(at)
              .flatMap(it -> it.covering(now))
              .map(Span::to)
              .or(() -> nextWindow(now).flatMap(it -> it.after(now)).map(Span::from));
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.empty();
  }
}
