package dev.deskhand.bot;

import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.FreezeVerb;
import dev.deskhand.bot.reply.FreezeReplies;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.Micros;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StoredRun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Stops effects and lets them go on: whether somebody may, and that it is written. Chat and the
 * command line come here. Support hears of it. Thread-safe.
 */
public final class Stopping {
  private final Freeze freeze;
  private final RunStore runs;
  private final Gate gate;
  private final Known known;
  private final Telling telling;
  private final InstantSource clock;

  /** What there is that can be stopped. */
  public record Known(Library library, Targets targets) {
    /** Why nothing may be meant by a scope; empty where there is something of that name. */
    Optional<String> doubt(Freeze.Scope scope) {
      String name = scope.value().substring(scope.value().indexOf('/') + 1);
      if (scope.equals(Freeze.Scope.runbook(name))) {
        List<String> runbooks =
            library.runbooks().all().stream().map(it -> it.id().value()).toList();
        return runbooks.contains(name)
            ? Optional.empty()
            : Optional.of(
                "no runbook is called '" + name + "': " + Problems.suggestion(name, runbooks));
      }
      return scope.equals(Freeze.Scope.target(name)) && targets.find(name).isEmpty()
          ? Optional.of(targets.unknown(name))
          : Optional.empty();
    }
  }

  /** How support hears of it. */
  public record Telling(Venues venues, Posts posts) {}

  public Stopping(
      Freeze freeze, RunStore runs, Gate gate, Known known, Telling telling, InstantSource clock) {
    this.freeze = freeze;
    this.runs = runs;
    this.gate = gate;
    this.known = known;
    this.telling = telling;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Heard {
    /**
     * It is in the append.
     *
     * @param doubt why nothing may be meant by it
     */
    record Noted(Freeze.Frozen frozen, Optional<String> doubt) implements Heard {}

    record Refused(Decision decision) implements Heard {}

    /** It stands so already. */
    record Moot(String why) implements Heard {}
  }

  /**
   * What is stopped, and what was dispatched before and has no result.
   *
   * @param inFlight nothing for those who may not stop effects
   */
  public record Standing(List<Freeze.Frozen> frozen, List<StoredRun> inFlight) {
    public Standing {
      frozen = List.copyOf(frozen);
      inFlight = List.copyOf(inFlight);
    }
  }

  /** How it stands, as this person may know it. */
  public Standing standing(Principal reader) {
    return new Standing(
        freeze.frozen(reader.tenant()),
        gate.maySeeFrozen(reader) ? runs.inFlight(reader.tenant(), Micros.now(clock)) : List.of());
  }

  /** Adds to an append what somebody says, if it counts. */
  public Heard say(Append.Builder into, Principal by, FreezeVerb verb) {
    Optional<Freeze.Frozen> now =
        freeze.frozen(into.tenant()).stream()
            .filter(it -> it.scope().equals(verb.scope()))
            .findFirst();
    return switch (verb) {
      case FreezeVerb.Stop stop -> stop(into, by, stop, now);
      case FreezeVerb.Lift lift -> lift(into, by, lift, now);
    };
  }

  private Heard stop(
      Append.Builder into, Principal by, FreezeVerb.Stop stop, Optional<Freeze.Frozen> now) {
    Decision decision = gate.mayFreeze(into, by, stop.scope());
    if (!(decision instanceof Decision.Allow)) {
      return new Heard.Refused(decision);
    }
    if (now.isPresent()) {
      return new Heard.Moot(FreezeReplies.line(now.get()) + " already.");
    }
    Instant at = Micros.now(clock);
    Freeze.Frozen frozen = new Freeze.Frozen(stop.scope(), by.id().value(), stop.why(), at);
    into.changing(new Freeze.Change.Stop(frozen));
    note(into, by, "freeze", stop, at);
    Optional<String> doubt = known.doubt(stop.scope());
    tell(
        into,
        "freeze-" + frozen.scope() + "-" + at,
        FreezeReplies.line(frozen) + "." + FreezeReplies.warning(doubt));
    return new Heard.Noted(frozen, doubt);
  }

  private Heard lift(
      Append.Builder into, Principal by, FreezeVerb.Lift lift, Optional<Freeze.Frozen> now) {
    if (now.isEmpty()) {
      return new Heard.Moot("`" + lift.scope() + "` is not frozen.");
    }
    Decision decision = gate.mayUnfreeze(into, by, now.get());
    if (!(decision instanceof Decision.Allow)) {
      return new Heard.Refused(decision);
    }
    into.changing(new Freeze.Change.Lift(now.get()));
    note(into, by, "unfreeze", lift, Micros.now(clock));
    tell(
        into,
        "unfreeze-" + lift.scope() + "-" + now.get().since(),
        "`" + lift.scope() + "` goes on, says " + by.id() + ": " + lift.why());
    return new Heard.Noted(now.get(), Optional.empty());
  }

  private static void note(
      Append.Builder into, Principal by, String action, FreezeVerb verb, Instant at) {
    into.audit(
        new AuditEntry(
            at,
            by.id().value(),
            action,
            verb.scope().value(),
            AuditEntry.Grounds.of(verb.why()),
            AuditEntry.Consequence.NONE));
  }

  private void tell(Append.Builder into, String key, String words) {
    telling
        .venues()
        .holders(into.tenant(), Venues.SUPPORT)
        .forEach(
            (person, where) ->
                telling.posts().say(into, key + "-" + person, where, Message.text(words)));
  }
}
