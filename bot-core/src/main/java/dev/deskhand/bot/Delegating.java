package dev.deskhand.bot;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.DelegationVerb;
import dev.deskhand.bot.reply.ApprovalQuestion;
import dev.deskhand.bot.reply.DelegationReplies;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Micros;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Delegation;
import dev.deskhand.permissions.Delegations;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has somebody approve for another who is away: whether that may be, and that it is written. Chat
 * and the command line come here. Thread-safe.
 */
public final class Delegating {
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Delegations delegations;
  private final IdentityDirectory people;
  private final Gate gate;
  private final RunShelf shelf;
  private final Venues venues;
  private final Posts posts;
  private final InstantSource clock;

  public Delegating(
      Delegations delegations,
      IdentityDirectory people,
      Gate gate,
      Telling telling,
      InstantSource clock) {
    this.delegations = delegations;
    this.people = people;
    this.gate = gate;
    this.shelf = telling.shelf();
    this.venues = telling.venues();
    this.posts = telling.posts();
    this.clock = clock;
  }

  /** How those whom it concerns are told, and asked what is open. */
  public record Telling(RunShelf shelf, Venues venues, Posts posts) {}

  /** What came of it. */
  public sealed interface Heard {
    record Made(Delegation delegation) implements Heard {}

    record Ended(Delegation delegation) implements Heard {}

    record Refused(Decision decision) implements Heard {}

    /** It can't be, in a sentence for whoever said it. */
    record Unfit(String why) implements Heard {}
  }

  /** Those that hold or will hold, as far as this person may know of them. */
  public List<Delegation> all(Principal reader) {
    return delegations.read(reader.tenant()).after(clock.instant()).stream()
        .filter(
            it ->
                it.to().equals(reader.id())
                    || it.from().equals(reader.id())
                    || gate.maySee(reader, Action.DELEGATE, it.from()))
        .toList();
  }

  /** Adds to an append that somebody approves for another. */
  public Heard hand(Append.Builder into, Principal by, DelegationVerb.Hand hand) {
    PersonId from = hand.of().orElse(by.id());
    Decision decision = gate.mayManage(into, by, Action.DELEGATE, from);
    if (!(decision instanceof Decision.Allow)) {
      return new Heard.Refused(decision);
    }
    Instant now = Micros.now(clock);
    Delegations.Wanted wanted =
        new Delegations.Wanted(
            from,
            hand.to(),
            hand.roles(),
            hand.since().map(Delegating::beginning).filter(now::isBefore).orElse(now),
            beginning(hand.until().plusDays(1)));
    Optional<String> defect = defect(by, wanted, now);
    if (defect.isPresent()) {
      return new Heard.Unfit(defect.get());
    }
    Delegation made = delegations.make(into, delegations.read(into.tenant()), wanted);
    note(into, by, "delegation-made", made);
    tell(into, by, made, "handed", DelegationReplies.line(made));
    if (!now.isBefore(made.since())) {
      askToo(into, made);
    }
    return new Heard.Made(made);
  }

  /** Whoever stands in from now on is asked what is open already. */
  private void askToo(Append.Builder into, Delegation made) {
    Set<Role> handed =
        people.principal(into.tenant(), made.from()).map(Principal::roles).orElse(Set.of());
    List<Principal.StandIn> standIns =
        made.of(handed).stream().map(role -> new Principal.StandIn(role, made.from())).toList();
    people
        .principal(into.tenant(), made.to())
        .ifPresent(
            to ->
                venues
                    .direct(into.tenant(), to.id())
                    .ifPresent(where -> askToo(into, to.standingIn(standIns), where)));
  }

  private void askToo(Append.Builder into, Principal to, ConversationId where) {
    shelf.waitingFor(to, venues).stream()
        .flatMap(waiting -> ApprovalQuestion.of(waiting, to.id()).stream())
        .forEach(asked -> posts.say(into, asked.key(), where, asked.message()));
  }

  private static Instant beginning(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private Optional<String> defect(Principal by, Delegations.Wanted wanted, Instant now) {
    Optional<Principal> from = human(by, wanted.from());
    if (from.isEmpty()) {
      return Optional.of("Nobody is called " + wanted.from() + ".");
    }
    if (human(by, wanted.to()).isEmpty()) {
      return Optional.of("Nobody is called " + wanted.to() + ".");
    }
    if (wanted.from().equals(wanted.to())) {
      return Optional.of("Approvals are handed to somebody else.");
    }
    if (by.id().equals(wanted.to())) {
      return Optional.of("Nobody hands another's approvals to themselves.");
    }
    if (!wanted.since().isBefore(wanted.until()) || !now.isBefore(wanted.until())) {
      return Optional.of("The last day is today or later, and no earlier than the first.");
    }
    if (Duration.between(wanted.since(), wanted.until()).compareTo(LONGEST) > 0) {
      return Optional.of("Approvals are handed over for a year at most.");
    }
    return missing(from.get(), wanted.roles());
  }

  private static Optional<String> missing(Principal from, Set<Role> roles) {
    String missing =
        roles.stream()
            .filter(role -> !from.hasRole(role))
            .map(Role::value)
            .sorted()
            .collect(Collectors.joining(", "));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(from.id() + " does not hold the role " + missing + ".");
  }

  private Optional<Principal> human(Principal by, PersonId id) {
    return people
        .principal(by.tenant(), id)
        .filter(it -> it.kind() instanceof Principal.Kind.Human);
  }

  /** Adds the end of a delegation to an append; either of the two may always end it. */
  public Heard takeBack(Append.Builder into, Principal by, String id) {
    Delegations.All all = delegations.read(into.tenant());
    Optional<Delegation> found =
        all.find(id).filter(it -> clock.instant().isBefore(it.until())).filter(all(by)::contains);
    if (found.isEmpty()) {
      return new Heard.Unfit("There is no delegation " + id + ", or it is over already.");
    }
    Delegation ended = found.get();
    if (!ended.to().equals(by.id()) && !ended.from().equals(by.id())) {
      Decision decision = gate.mayManage(into, by, Action.DELEGATE, ended.from());
      if (!(decision instanceof Decision.Allow)) {
        return new Heard.Refused(decision);
      }
    }
    delegations.end(into, all, ended);
    note(into, by, "delegation-ended", ended);
    tell(into, by, ended, "ended", "Not any more: " + DelegationReplies.line(ended));
    return new Heard.Ended(ended);
  }

  /** Both hear of it, except whoever said it. */
  private void tell(
      Append.Builder into, Principal by, Delegation delegation, String what, String words) {
    for (PersonId person : List.of(delegation.from(), delegation.to())) {
      if (!person.equals(by.id())) {
        venues
            .direct(into.tenant(), person)
            .ifPresent(
                where ->
                    posts.say(
                        into,
                        "delegation-" + delegation.id() + "-" + what + "-" + person,
                        where,
                        Message.text(words)));
      }
    }
  }

  private void note(Append.Builder into, Principal by, String action, Delegation delegation) {
    into.audit(
        new AuditEntry(
            Micros.now(clock),
            by.id().value(),
            action,
            "person/" + delegation.from(),
            AuditEntry.Grounds.of(DelegationReplies.line(delegation)),
            new AuditEntry.Consequence(
                delegation.to() + " approves for " + delegation.from(),
                "undelegate " + delegation.id(),
                List.of())));
  }
}
