package dev.deskhand.sandbox.http;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/** The faults that a server still owes, each used once, in the order planned. Thread-safe. */
public final class FaultPlan {
  private final Queue<Fault> planned = new ArrayDeque<>();

  /** Plans one more fault after those that wait already. */
  public synchronized void add(Fault fault) {
    planned.add(fault);
  }

  /** Takes the next fault, if any, and lets it happen to the work; else just does the work. */
  public LocalAnswer apply(Supplier<LocalAnswer> work) {
    return next().map(fault -> happen(fault, work)).orElseGet(work);
  }

  private synchronized Optional<Fault> next() {
    return Optional.ofNullable(planned.poll());
  }

  private static LocalAnswer happen(Fault fault, Supplier<LocalAnswer> work) {
    return switch (fault) {
      case Fault.Fail fail -> fail.answer();
      case Fault.Hang hang -> new LocalAnswer.Late(hang.delay(), work.get());
      case Fault.Drop() -> {
        LocalAnswer unheard = work.get();
        yield dropped(unheard);
      }
    };
  }

  private static LocalAnswer dropped(LocalAnswer unheard) {
    return switch (unheard) {
      case LocalAnswer.Reply r -> new LocalAnswer.Dropped();
      case LocalAnswer.Binary _ -> new LocalAnswer.Dropped();
      case LocalAnswer.Dropped d -> d;
      case LocalAnswer.Late late -> new LocalAnswer.Late(late.delay(), new LocalAnswer.Dropped());
    };
  }
}
