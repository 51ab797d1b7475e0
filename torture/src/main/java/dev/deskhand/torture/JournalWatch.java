package dev.deskhand.torture;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.StreamAppend;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunPlan;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Has the engine die at an append to the journal, and notes what was announced. */
final class JournalWatch {
  private static final Set<String> RESULTS =
      Set.of("step-succeeded", "step-failed", "step-unclear", "step-unanswered", "step-uncertain");

  private final Halt halt;
  private final Announcements announcements;
  private final Map<StreamKey, RunPlan> plans = new ConcurrentHashMap<>();

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
    Map<Part, Optional<EffectClass>> parts = parts(real, append);
    parts.forEach((part, effect) -> halt.pass(part.before, effect));
    halt.check();
    Position end = real.append(append);
    announcements.note(append);
    parts.forEach((part, effect) -> halt.pass(part.after, effect));
    return end;
  }

  /** What it holds, each with the class of the first step that it tells of. */
  private Map<Part, Optional<EffectClass>> parts(Journal real, Append append) {
    Map<Part, Optional<EffectClass>> parts = new EnumMap<>(Part.class);
    append.progress().handled().ifPresent(_ -> parts.put(Part.HANDLING, Optional.empty()));
    append.progress().bookmark().ifPresent(_ -> parts.put(Part.REPORT, Optional.empty()));
    for (StreamAppend stream : append.streams()) {
      StreamKey key = new StreamKey(append.tenant(), stream.stream());
      for (Event event : stream.events()) {
        partOf(event).ifPresent(it -> parts.computeIfAbsent(it, _ -> effect(real, key, event)));
      }
    }
    return parts;
  }

  private static Optional<Part> partOf(Event event) {
    return switch (event.type()) {
      case "step-intended" -> Optional.of(Part.INTENT);
      case "step-dispatched" -> Optional.of(Part.DISPATCHED);
      case String type when RESULTS.contains(type) -> Optional.of(Part.RESULT);
      default -> Optional.empty();
    };
  }

  private Optional<EffectClass> effect(Journal real, StreamKey key, Event event) {
    RunPlan plan = plans.computeIfAbsent(key, it -> planOf(real, it));
    return RunEventJson.read(event) instanceof RunEvent.OfStep told
        ? Optional.of(plan.effect(told.step()))
        : Optional.empty();
  }

  /** A run is asked for before it announces anything. */
  private static RunPlan planOf(Journal real, StreamKey key) {
    Event first = real.read(key).events().getFirst().event();
    return ((RunEvent.RunRequested) RunEventJson.read(first)).plan();
  }
}
