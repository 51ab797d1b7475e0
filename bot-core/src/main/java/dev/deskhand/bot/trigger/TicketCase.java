package dev.deskhand.bot.trigger;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.trees.WalkId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the bot knows of its own dealings with one ticket: the fold of its {@link CaseEvent}s.
 *
 * @param standing whose turn it is
 * @param isKnown whether its creation was worked before
 * @param fired when each trigger answered last
 * @param walks that its events began
 * @param runs that triggers began for it; they outlast whoever has it meanwhile
 * @param link the conversation that is about it, if there is one
 * @param taken where somebody of the desk works on it, until it is closed
 * @param memory what else it was told
 */
public record TicketCase(
    Standing standing,
    boolean isKnown,
    Map<TriggerName, Instant> fired,
    List<WalkId> walks,
    List<RunId> runs,
    Optional<CaseEvent.Linked> link,
    Optional<CaseEvent.Taken> taken,
    Memory memory) {
  public static final TicketCase NEW =
      new TicketCase(
          new Standing.Free(),
          false,
          Map.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Memory.NONE);

  /**
   * What it was told and has to know again.
   *
   * @param heard the newest changes of each field that may be told again, the oldest first
   * @param files that were given for it, in order
   */
  public record Memory(Map<String, List<CaseEvent.Heard>> heard, List<CaseEvent.FilesKept> files) {
    public static final Memory NONE = new Memory(Map.of(), List.of());

    /** How many changes of a field are known. */
    private static final int MOST = 20;

    public Memory {
      heard = Map.copyOf(heard);
      files = List.copyOf(files);
    }

    private List<CaseEvent.Heard> of(CaseEvent.Heard change) {
      return heard.getOrDefault(change.what(), List.of());
    }

    private Memory with(CaseEvent.Heard change) {
      List<CaseEvent.Heard> all =
          Stream.concat(of(change).stream(), Stream.of(change))
              .sorted(Comparator.comparing(CaseEvent.Heard::at))
              .toList();
      Map<String, List<CaseEvent.Heard>> fields = new HashMap<>(heard);
      fields.put(change.what(), all.subList(Math.max(0, all.size() - MOST), all.size()));
      return new Memory(fields, files);
    }

    private Memory with(CaseEvent.FilesKept kept) {
      List<CaseEvent.FilesKept> all = new ArrayList<>(files);
      all.add(kept);
      return new Memory(heard, all);
    }
  }

  /** Whose turn it is. */
  public sealed interface Standing {
    /** The bot may begin something. */
    record Free() implements Standing {}

    /** The same after it was closed: whoever had it then, and has it still, is passed over. */
    record Reopened() implements Standing {}

    /** Somebody of the desk has it; the bot keeps out of the way. */
    record Yielded(String why) implements Standing {}

    /** It is over, until somebody opens it again. */
    record Closed(String why) implements Standing {}
  }

  public TicketCase {
    fired = Map.copyOf(fired);
    walks = List.copyOf(walks);
    runs = List.copyOf(runs);
  }

  /** Whether this change was told before, under another delivery id. */
  public boolean hasHeard(CaseEvent.Heard change) {
    return memory.of(change).stream().anyMatch(change::isSame);
  }

  /** Whether a newer change of the same field was told already. */
  public boolean hasNewer(CaseEvent.Heard change) {
    return memory.of(change).stream().anyMatch(it -> it.at().isAfter(change.at()));
  }

  /** Files that were given for it, in order. */
  public List<CaseEvent.FilesKept> files() {
    return memory.files();
  }

  /** Why the bot keeps out of the way, if it does. */
  public Optional<String> reserve() {
    return switch (standing) {
      case Standing.Free _, Standing.Reopened _ -> Optional.empty();
      case Standing.Yielded yielded -> Optional.of(yielded.why());
      case Standing.Closed closed -> Optional.of(closed.why());
    };
  }

  /** Whether the desk's people have it, and somebody talks about it elsewhere. */
  public boolean isRelayedFor(PersonId person) {
    return standing instanceof Standing.Yielded
        && link.filter(it -> it.whose().equals(person)).isPresent();
  }

  /** The same, for what is said here. */
  public boolean isRelayedFor(PersonId person, ConversationId where) {
    return isRelayedFor(person) && link.filter(it -> it.where().equals(where)).isPresent();
  }

  public TicketCase apply(CaseEvent event, Instant at) {
    return switch (event) {
      case CaseEvent.Considered considered -> considered(considered, at);
      case CaseEvent.Yielded yielded ->
          new TicketCase(
              new Standing.Yielded(yielded.why()),
              isKnown,
              fired,
              List.of(),
              runs,
              link,
              taken,
              memory);
      case CaseEvent.Closed closed ->
          new TicketCase(
              new Standing.Closed(closed.why()),
              isKnown,
              fired,
              List.of(),
              runs,
              link,
              Optional.empty(),
              memory);
      case CaseEvent.Resumed _ ->
          new TicketCase(resumed(), isKnown, fired, walks, runs, link, taken, memory);
      case CaseEvent.Linked linked ->
          new TicketCase(standing, isKnown, fired, walks, runs, Optional.of(linked), taken, memory);
      case CaseEvent.Taken by ->
          new TicketCase(standing, isKnown, fired, walks, runs, link, Optional.of(by), memory);
      case CaseEvent.Heard change -> with(memory.with(change));
      case CaseEvent.FilesKept kept -> with(memory.with(kept));
    };
  }

  private Standing resumed() {
    return standing instanceof Standing.Closed ? new Standing.Reopened() : new Standing.Free();
  }

  private TicketCase considered(CaseEvent.Considered event, Instant at) {
    Map<TriggerName, Instant> all = new HashMap<>(fired);
    event.answeredBy().ifPresent(trigger -> all.put(trigger, at));
    List<WalkId> begun = new ArrayList<>(walks);
    event.walk().ifPresent(begun::add);
    List<RunId> started = new ArrayList<>(runs);
    event.run().ifPresent(started::add);
    return new TicketCase(
        standing, isKnown || event.isCreation(), all, begun, started, link, taken, memory);
  }

  private TicketCase with(Memory other) {
    return new TicketCase(standing, isKnown, fired, walks, runs, link, taken, other);
  }
}
