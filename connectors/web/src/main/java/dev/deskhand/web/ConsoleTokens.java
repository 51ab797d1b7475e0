package dev.deskhand.web;

import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tokens by which the command line speaks to the server on its own machine as a named person. They
 * are signed with the login key, so that whoever can read the data folder can make one, and nobody
 * else; each is good for a minute. Thread-safe.
 */
public final class ConsoleTokens {
  private static final Duration LIFE = Duration.ofMinutes(1);
  private static final String SCHEME = "Bearer ";

  private final Passes passes;

  public ConsoleTokens(LoginKey key, InstantSource clock) {
    this.passes = new Passes(key, clock);
  }

  /** What an {@code Authorization} header has to say. */
  public String header(TenantId tenant, PersonId person) {
    return SCHEME + passes.token(passes.issue(Pass.Purpose.CONSOLE, tenant, person, LIFE));
  }

  /** Whose token it is; empty for one that is forged, too old, or for another tenant. */
  Optional<PersonId> person(TenantId tenant, String token) {
    return switch (passes.read(Pass.Purpose.CONSOLE, token)) {
      case Passes.Reading.Valid(Pass pass) when pass.tenant().equals(tenant) ->
          Optional.of(pass.person());
      case Passes.Reading.Valid _, Passes.Reading.Expired _, Passes.Reading.Forged _ ->
          Optional.empty();
    };
  }
}
