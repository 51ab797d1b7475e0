package dev.deskhand.torture;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.StreamAppend;
import java.util.EnumSet;
import java.util.Set;

/** Has the engine die at an append to the journal, and notes what was announced. */
final class JournalWatch {
  private static final Set<String> RESULTS =
      Set.of("step-succeeded", "step-failed", "step-unclear", "step-unanswered", "step-uncertain");

  private final Halt halt;
  private final Announcements announcements;

  JournalWatch(Halt halt, Announcements announcements) {
    this.halt = halt;
    this.announcements = announcements;
  }

  /** What an append is, by what it holds. */
  private enum Part {
    HANDLING(Point.BEFORE_HANDLING, Point.AFTER_HANDLING),
    REPORT(Point.BEFORE_REPORT, Point.AFTER_REPORT),
    RESULT(Point.BEFORE_RESULT, Point.AFTER_RESULT),
    INTENT(Point.BEFORE_INTENT, Point.AFTER_INTENT),
    DISPATCHED(Point.BEFORE_DISPATCHED, Point.AFTER_DISPATCHED);

    final Point before;
    final Point after;

    Part(Point before, Point after) {
      this.before = before;
      this.after = after;
    }
  }

  /** A journal that is watched: once the engine is dead, nothing of it gets there. */
  Journal over(Journal real) {
    return Tampered.appending(Tampered.guarded(real, halt::check), it -> append(real, it));
  }

  private Position append(Journal real, Append append) {
    Set<Part> parts = parts(append);
    parts.forEach(part -> halt.pass(part.before));
    halt.check();
    Position end = real.append(append);
    announcements.note(append);
    parts.forEach(part -> halt.pass(part.after));
    return end;
  }

  private static Set<Part> parts(Append append) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    append.progress().handled().ifPresent(_ -> parts.add(Part.HANDLING));
    append.progress().bookmark().ifPresent(_ -> parts.add(Part.REPORT));
    for (StreamAppend stream : append.streams()) {
      for (Event event : stream.events()) {
        if (RESULTS.contains(event.type())) {
          parts.add(Part.RESULT);
        }
        if (event.type().equals("step-intended")) {
          parts.add(Part.INTENT);
        }
        if (event.type().equals("step-dispatched")) {
          parts.add(Part.DISPATCHED);
        }
      }
    }
    return parts;
  }
}
