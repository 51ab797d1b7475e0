package dev.deskhand.bot.trigger;

import dev.deskhand.runbooks.run.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A schedule as its events tell it.
 *
 * @param version that it began with; empty once it is withdrawn
 * @param decidedUntil every occurrence up to here has been decided
 * @param queue occurrences that wait for the run before
 * @param latest the run that was begun last
 */
public record ScheduleLog(
    Optional<String> version, Instant decidedUntil, List<Instant> queue, Optional<RunId> latest) {
  public static final ScheduleLog NONE =
      new ScheduleLog(Optional.empty(), Instant.EPOCH, List.of(), Optional.empty());

  public ScheduleLog {
    queue = List.copyOf(queue);
  }

  public ScheduleLog apply(ScheduleEvent event, Instant at) {
    return switch (event) {
      case ScheduleEvent.Began began ->
          new ScheduleLog(Optional.of(began.version()), at, List.of(), latest);
      case ScheduleEvent.Withdrawn _ ->
          new ScheduleLog(Optional.empty(), decidedUntil, List.of(), latest);
      case ScheduleEvent.Fired fired ->
          new ScheduleLog(
              version,
              later(fired.occurrence()),
              queue.stream().filter(it -> !it.equals(fired.occurrence())).toList(),
              fired.run().or(() -> latest));
      case ScheduleEvent.Missed missed -> decided(missed.last(), queue);
      case ScheduleEvent.Skipped skipped -> decided(skipped.occurrence(), queue);
      case ScheduleEvent.Queued queued -> {
        List<Instant> longer = new ArrayList<>(queue);
        longer.add(queued.occurrence());
        yield decided(queued.occurrence(), longer);
      }
    };
  }

  private ScheduleLog decided(Instant until, List<Instant> waiting) {
    return new ScheduleLog(version, later(until), waiting, latest);
  }

  private Instant later(Instant occurrence) {
    return occurrence.isAfter(decidedUntil) ? occurrence : decidedUntil;
  }
}
