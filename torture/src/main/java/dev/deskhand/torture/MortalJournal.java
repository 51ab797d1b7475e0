package dev.deskhand.torture;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamAppend;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A journal under which the engine dies at an append, and that knows what was announced. */
final class MortalJournal implements Journal {
  private static final Set<String> RESULTS =
      Set.of("step-succeeded", "step-failed", "step-unclear", "step-unanswered", "step-uncertain");

  private final Journal journal;
  private final Halt halt;
  private final Announcements announcements;

  MortalJournal(Journal journal, Halt halt, Announcements announcements) {
    this.journal = journal;
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

  @Override
  public Position append(Append append) {
    Set<Part> parts = parts(append);
    parts.forEach(part -> halt.pass(part.before));
    halt.check();
    Position end = journal.append(append);
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

  @Override
  public History read(StreamKey key, long after) {
    halt.check();
    return journal.read(key, after);
  }

  @Override
  public Optional<RecordedEvent> last(StreamKey key) {
    halt.check();
    return journal.last(key);
  }

  @Override
  public List<RecordedEvent> tail(Position after, int limit) {
    halt.check();
    return journal.tail(after, limit);
  }

  @Override
  public Position bookmark(String reader) {
    halt.check();
    return journal.bookmark(reader);
  }

  @Override
  public List<StreamKey> live(int partition) {
    halt.check();
    return journal.live(partition);
  }

  @Override
  public List<StreamKey> recent(TenantId tenant, String kind, int limit) {
    halt.check();
    return journal.recent(tenant, kind, limit);
  }

  @Override
  public List<AuditRecord> audit(TenantId tenant, long afterIndex, int limit) {
    return journal.audit(tenant, afterIndex, limit);
  }

  @Override
  public Optional<AuditRecord> auditHead(TenantId tenant) {
    return journal.auditHead(tenant);
  }

  @Override
  public void onCommit(Consumer<Append> listener) {
    journal.onCommit(listener);
  }
}
