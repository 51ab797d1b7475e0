package dev.deskhand.runbooks.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run needs next.
 *
 * @param moves all that can be done now, in any order; none if it waits or has ended
 * @param wakeAt when to look again, if nothing happens before
 */
record Next(List<Move> moves, Optional<Instant> wakeAt) {
  /** Until a person speaks, or something that is under way ends. */
  static final Next WAIT = new Next(List.of(), Optional.empty());

  Next {
    moves = List.copyOf(moves);
  }

  static Next of(Move move) {
    return new Next(List.of(move), Optional.empty());
  }

  static Next keep(RunEvent event) {
    return of(new Move.Keep(event));
  }

  static Next sleep(Instant until) {
    return new Next(List.of(), Optional.of(until));
  }

  /** Both. */
  Next and(Next other) {
    List<Move> all = new ArrayList<>(moves);
    all.addAll(other.moves);
    return new Next(all, earlier(wakeAt, other.wakeAt));
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return one.isEmpty() || (other.isPresent() && other.get().isBefore(one.get())) ? other : one;
  }
}
