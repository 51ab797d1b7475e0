package dev.deskhand.bot.limit;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * Counts in the journal: a stream {@code rate/NAME/SECONDS/SPAN} for each span of a rate, whose
 * version is the count, so that of two who count at once one decides anew. Thread-safe.
 */
public final class Counters {
  /** The streams of counts; they end at once, and mean nothing when their span is over. */
  public static final String KIND = "rate";

  private final Journal journal;

  public Counters(Journal journal) {
    this.journal = journal;
  }

  /** How often it was counted in the present span. */
  public int used(TenantId tenant, String name, Rate rate, Instant now) {
    return Math.toIntExact(
        journal
            .last(new StreamKey(tenant, span(name, rate, now)))
            .map(RecordedEvent::sequence)
            .orElse(0L));
  }

  /**
   * Counts one more.
   *
   * @param used what {@link #used} said; whoever counted meanwhile makes the append fail
   */
  public void count(Append.Builder into, String name, Rate rate, int used, Instant now) {
    into.to(
        span(name, rate, now), used, StreamState.ended(), List.of(new Event("counted", 1, "{}")));
  }

  private static StreamId span(String name, Rate rate, Instant now) {
    return new StreamId(KIND, name + "/" + rate.per().toSeconds() + "/" + rate.span(now));
  }
}
