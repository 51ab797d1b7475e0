package dev.deskhand.web;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Who is signed in at the chat page. A session is a signed cookie, of 12 hours unless another time
 * is said; it ends earlier when the person signs out, or the directory doesn't know them any more.
 * Thread-safe.
 */
public final class Sessions {
  /** The streams of sessions that were ended, and of what begins them; they end at once. */
  public static final String KIND = "session";

  public static final String LOGIN = "login";
  static final Duration LENGTH = Duration.ofHours(12);

  /** How long it is remembered where somebody wanted to go: until they have a login link. */
  private static final Duration MEMORY = Duration.ofHours(1);

  private final WebSettings settings;
  private final IdentityDirectory people;
  private final Journal journal;
  private final Passes passes;
  private final Notes notes;
  private final InstantSource clock;

  /** The cookies that we set. */
  enum Cookie {
    SESSION("deskhand", "Strict"),
    /** Of somebody who is at an issuer: sent along when another site sends them back. */
    INTENT("deskhand-intent", "Lax"),
    /** Where whoever is not signed in wanted to go. */
    DESTINATION("deskhand-destination", "Strict");

    private final String label;
    private final String site;

    Cookie(String label, String site) {
      this.label = label;
      this.site = site;
    }
  }

  public Sessions(
      WebSettings settings,
      LoginKey key,
      IdentityDirectory people,
      Journal journal,
      InstantSource clock) {
    this.settings = settings;
    this.people = people;
    this.journal = journal;
    this.passes = new Passes(key, clock);
    this.notes = new Notes(key, clock);
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** The account of whoever sent a request; empty when nobody is signed in. */
  public Optional<Account> person(Context request) {
    return pass(request).map(pass -> WebChannel.account(pass.person()));
  }

  Optional<Pass> pass(Context request) {
    return cookie(request, Cookie.SESSION).flatMap(this::read);
  }

  /** Whether a pass that was valid once still is. */
  boolean isCurrent(Pass pass) {
    return !passes.isOver(pass)
        && principal(pass.person()).isPresent()
        && journal.last(new StreamKey(pass.tenant(), stream(pass))).isEmpty();
  }

  /** True where people see https. */
  boolean isSecure() {
    return settings.isSecure();
  }

  TenantId tenant() {
    return settings.tenant();
  }

  /** The human being behind an id, if the directory knows one. */
  Optional<Principal> principal(PersonId person) {
    return people
        .principal(settings.tenant(), person)
        .filter(found -> found.kind() instanceof Principal.Kind.Human);
  }

  /** The human being behind an account, if the directory knows one. */
  Optional<Principal> principal(Account account) {
    return people
        .principal(settings.tenant(), account)
        .filter(found -> found.kind() instanceof Principal.Kind.Human);
  }

  /** Signs somebody in, who then is where they wanted to go. */
  void begin(Context response, PersonId person, Duration length) {
    Pass pass = passes.issue(Pass.Purpose.SESSION, settings.tenant(), person, length);
    setCookie(response, Cookie.SESSION, passes.token(pass), length);
    forgetDestination(response);
  }

  /** Remembers in the browser where somebody wants to go who has to sign in first. */
  void remember(Context response, Destination destination) {
    if (!destination.isHome()) {
      String note = notes.write(Notes.Purpose.DESTINATION, destination.address(), MEMORY);
      setCookie(response, Cookie.DESTINATION, note, MEMORY);
    }
  }

  void forgetDestination(Context response) {
    clearCookie(response, Cookie.DESTINATION);
  }

  /** Where somebody wanted to go, from the same browser. */
  Destination destination(Context request) {
    return cookie(request, Cookie.DESTINATION)
        .flatMap(note -> notes.read(Notes.Purpose.DESTINATION, note))
        .map(Destination::of)
        .orElse(Destination.HOME);
  }

  /** Ends the session for good: a copy of its cookie is worth nothing, either. */
  void end(Context context) {
    pass(context).ifPresent(this::end);
    clearCookie(context, Cookie.SESSION);
  }

  private void end(Pass pass) {
    try {
      journal.append(
          Append.in(pass.tenant())
              .to(
                  stream(pass),
                  0,
                  StreamState.ended(),
                  List.of(new Event("session-ended", 1, "{}")))
              .audit(
                  new AuditEntry(
                      Micros.now(clock),
                      pass.person().value(),
                      "logout",
                      stream(pass).toString(),
                      AuditEntry.Grounds.of("asked for it"),
                      AuditEntry.Consequence.NONE))
              .build());
    } catch (VersionConflictException _) {
      // It was ended at the same time elsewhere.
      return;
    }
  }

  private static StreamId stream(Pass pass) {
    return new StreamId(KIND, pass.nonce());
  }

  private Optional<Pass> read(String token) {
    return switch (passes.read(Pass.Purpose.SESSION, token)) {
      case Passes.Reading.Valid(Pass pass)
          when pass.tenant().equals(settings.tenant()) && isCurrent(pass) ->
          Optional.of(pass);
      case Passes.Reading.Valid other -> Optional.empty();
      case Passes.Reading.Expired expired -> Optional.empty();
      case Passes.Reading.Forged forged -> Optional.empty();
    };
  }

  Optional<String> cookie(Context request, Cookie cookie) {
    return Optional.ofNullable(request.cookie(name(cookie)));
  }

  void clearCookie(Context response, Cookie cookie) {
    setCookie(response, cookie, "", Duration.ZERO);
  }

  void setCookie(Context response, Cookie cookie, String value, Duration age) {
    String secure = settings.isSecure() ? "; Secure" : "";
    response
        .res()
        .addHeader(
            "Set-Cookie",
            "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=%s%s"
                .formatted(name(cookie), value, age.toSeconds(), cookie.site, secure));
  }

  /** The prefix has browsers refuse the cookie from a neighbouring host (RFC 6265bis, 4.1.3.2). */
  private String name(Cookie cookie) {
    return (settings.isSecure() ? "__Host-" : "") + cookie.label;
  }
}
