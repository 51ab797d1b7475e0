package dev.deskhand.web;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.permissions.PersonId;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * Redeems login links, each at most once over all replicas: the first event of the stream {@code
 * login/<nonce>} can be written only once. Thread-safe.
 */
public final class Logins {
  private final Journal journal;
  private final Sessions sessions;
  private final WebSettings settings;
  private final Passes passes;
  private final InstantSource clock;

  /** What became of a link. */
  sealed interface Redemption {
    record SignedIn(PersonId person) implements Redemption {}

    record Refused(Reason reason) implements Redemption {}
  }

  /** Why a link signs nobody in. */
  enum Reason {
    FORGED,
    EXPIRED,
    USED,
    UNKNOWN_PERSON
  }

  public Logins(
      WebSettings settings, LoginKey key, Sessions sessions, Journal journal, InstantSource clock) {
    this.settings = settings;
    this.sessions = sessions;
    this.journal = journal;
    this.passes = new Passes(key, clock);
    this.clock = clock;
  }

  /** Whose link it is, without using it. */
  Redemption look(String token) {
    return judge(token, pass -> new Redemption.SignedIn(pass.person()));
  }

  /**
   * Uses a link.
   *
   * @throws dev.deskhand.journal.JournalException if it can't be recorded now; the link stays good
   */
  Redemption redeem(String token) {
    return judge(token, this::use);
  }

  private Redemption judge(String token, Function<Pass, Redemption> good) {
    return switch (passes.read(Pass.Purpose.LOGIN, token)) {
      case Passes.Reading.Valid(Pass pass) when isOurs(pass) -> good.apply(pass);
      case Passes.Reading.Valid unknown -> refused(Reason.UNKNOWN_PERSON);
      case Passes.Reading.Expired expired -> refused(Reason.EXPIRED);
      case Passes.Reading.Forged forged -> refused(Reason.FORGED);
    };
  }

  private Redemption use(Pass pass) {
    try {
      journal.append(
          Append.in(pass.tenant())
              .to(new StreamId("login", pass.nonce()), 0, StreamState.ended(), redeemed(pass))
              .audit(entry(pass))
              .build());
      return new Redemption.SignedIn(pass.person());
    } catch (VersionConflictException e) {
      return refused(Reason.USED);
    }
  }

  /** A person id has no character that JSON would escape. */
  private static List<Event> redeemed(Pass pass) {
    return List.of(new Event("redeemed", 1, "{\"person\":\"" + pass.person() + "\"}"));
  }

  private AuditEntry entry(Pass pass) {
    return new AuditEntry(
        clock.instant(),
        pass.person().value(),
        "login",
        "login/" + pass.nonce(),
        AuditEntry.Grounds.of("a one-time link, signed with the login key, was used"),
        new AuditEntry.Consequence(
            "signed in at the chat page for " + Sessions.LENGTH.toHours() + " hours",
            "remove the person from the directory",
            List.of()));
  }

  private boolean isOurs(Pass pass) {
    return pass.tenant().equals(settings.tenant()) && sessions.principal(pass.person()).isPresent();
  }

  private static Redemption refused(Reason reason) {
    return new Redemption.Refused(reason);
  }
}
