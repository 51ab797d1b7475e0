package dev.deskhand.bot;

import dev.deskhand.bot.json.EmergencyJson;
import dev.deskhand.bot.message.Message;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.Emergency;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What is done in an emergency, past what the policies ask for otherwise: security and support hear
 * of it at once, the audit has it as an exception, it ends by itself, and a review stays open, a
 * stream {@code emergency/RUN}, until somebody else has closed it. Thread-safe.
 */
public final class BreakGlass {
  private static final String KIND = "emergency";
  private static final int MOST = 1_000;

  private final Journal journal;
  private final Gate gate;
  private final Venues venues;
  private final Posts posts;
  private final Terms terms;
  private final InstantSource clock;

  /**
   * How emergencies are handled; who may break the glass is the policies' to say.
   *
   * @param lasts how long a run may go on past the rules
   * @param told the roles whose holders hear of it at once
   */
  public record Terms(Duration lasts, List<Role> told) {
    public static final Terms USUAL =
        new Terms(Duration.ofHours(1), List.of(new Role("security"), Venues.SUPPORT));

    public Terms {
      told = List.copyOf(told);
    }
  }

  public BreakGlass(
      Journal journal, Gate gate, Venues venues, Posts posts, Terms terms, InstantSource clock) {
    this.terms = terms;
    this.journal = journal;
    this.gate = gate;
    this.venues = venues;
    this.posts = posts;
    this.clock = clock;
  }

  /** What came of a review. */
  public sealed interface Heard {
    /** It is in the append. */
    record Noted(Emergency emergency) implements Heard {}

    record Refused(Decision decision) implements Heard {}

    /** Nothing of that run waits for a review. */
    record NoSuchReview() implements Heard {}
  }

  /** The same request, as an emergency from now on. */
  RunRequest now(RunRequest request) {
    return request.breakingGlass(Micros.now(clock).plus(terms.lasts()));
  }

  /** Adds to the append that begins a run that its glass was broken, for everybody to know. */
  void note(Append.Builder into, RunId run, RunbookId runbook, PersonId by, String why) {
    Emergency emergency = new Emergency(run, runbook, by, why, Micros.now(clock));
    into.to(
        key(into.tenant(), emergency.run()).stream(),
        0,
        StreamState.asleep(),
        List.of(EmergencyJson.broken(emergency)));
    audit(into, emergency.by().value(), "break-glass", emergency, emergency.why());
    tell(
        into,
        "glass-" + emergency.run(),
        "**Broken glass**: "
            + emergency.by()
            + " starts `"
            + emergency.runbook()
            + "` in an emergency, run `"
            + emergency.run()
            + "`: "
            + emergency.why()
            + "\nSomebody else has to review it: `review "
            + emergency.run()
            + " why`");
  }

  /** What waits to be reviewed, as far as this person may know of it; the newest first. */
  public List<Emergency> open(Principal reader) {
    return journal.recent(reader.tenant(), KIND, MOST).stream()
        .flatMap(key -> open(key).stream())
        .filter(emergency -> gate.maySee(reader, emergency))
        .toList();
  }

  /** Adds to an append that somebody has looked at it, if it counts. */
  Heard review(Append.Builder into, Principal by, RunId run, String why) {
    StreamKey key = key(into.tenant(), run);
    Optional<Emergency> open = open(key);
    if (open.isEmpty()) {
      return new Heard.NoSuchReview();
    }
    Decision decision = gate.mayReview(into, by, open.get());
    if (!(decision instanceof Decision.Allow)) {
      return new Heard.Refused(decision);
    }
    into.to(key.stream(), 1, StreamState.ended(), List.of(EmergencyJson.reviewed()));
    audit(into, by.id().value(), "break-glass-reviewed", open.get(), why);
    tell(into, "reviewed-" + run, "`" + run + "` has been reviewed by " + by.id() + ": " + why);
    return new Heard.Noted(open.get());
  }

  private Optional<Emergency> open(StreamKey key) {
    List<RecordedEvent> events = journal.read(key).events();
    return events.size() == 1
        ? Optional.of(
            EmergencyJson.read(
                RunId.of(new StreamKey(key.tenant(), new StreamId(RunId.KIND, key.stream().key()))),
                events.getFirst()))
        : Optional.empty();
  }

  private static StreamKey key(TenantId tenant, RunId run) {
    return new StreamKey(tenant, new StreamId(KIND, run.value()));
  }

  private void audit(
      Append.Builder into, String actor, String action, Emergency emergency, String why) {
    into.audit(
        new AuditEntry(
            Micros.now(clock),
            actor,
            action,
            "run::" + emergency.run() + " of runbook::" + emergency.runbook(),
            AuditEntry.Grounds.of(why),
            AuditEntry.Consequence.NONE));
  }

  private void tell(Append.Builder into, String key, String words) {
    terms.told().stream()
        .flatMap(role -> venues.holders(into.tenant(), role).entrySet().stream())
        .distinct()
        .forEach(
            it -> posts.say(into, key + "-" + it.getKey(), it.getValue(), Message.text(words)));
  }
}
