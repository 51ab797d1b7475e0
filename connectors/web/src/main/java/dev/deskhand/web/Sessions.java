package dev.deskhand.web;

import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Who is signed in at the chat page. A session is a signed cookie of 12 hours; it ends earlier when
 * the directory doesn't know the person any more. Thread-safe.
 */
public final class Sessions {
  static final Duration LENGTH = Duration.ofHours(12);

  private final WebSettings settings;
  private final IdentityDirectory people;
  private final Passes passes;

  public Sessions(
      WebSettings settings, LoginKey key, IdentityDirectory people, InstantSource clock) {
    this.settings = settings;
    this.people = people;
    this.passes = new Passes(key, clock);
  }

  /** The account of whoever sent a request; empty when nobody is signed in. */
  public Optional<Account> person(Context request) {
    return pass(request).map(pass -> WebChannel.account(pass.person()));
  }

  Optional<Pass> pass(Context request) {
    return Optional.ofNullable(request.cookie(cookieName())).flatMap(this::read);
  }

  /** Whether a pass that was valid once still is. */
  boolean isCurrent(Pass pass) {
    return !passes.isOver(pass) && principal(pass.person()).isPresent();
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

  void begin(Context response, PersonId person) {
    Pass pass = passes.issue(Pass.Purpose.SESSION, settings.tenant(), person, LENGTH);
    setCookie(response, passes.token(pass), LENGTH);
  }

  void end(Context response) {
    setCookie(response, "", Duration.ZERO);
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

  private void setCookie(Context response, String value, Duration age) {
    String secure = settings.isSecure() ? "; Secure" : "";
    response
        .res()
        .addHeader(
            "Set-Cookie",
            "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
                .formatted(cookieName(), value, age.toSeconds(), secure));
  }

  /** The prefix has browsers refuse the cookie from a neighbouring host (RFC 6265bis, 4.1.3.2). */
  private String cookieName() {
    return settings.isSecure() ? "__Host-deskhand" : "deskhand";
  }
}
