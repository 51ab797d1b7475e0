package dev.deskhand.permissions;

import java.time.Instant;
import java.util.Optional;

/**
 * A token by which programs act as somebody, as it is listed: its secret half is known to whoever
 * keeps it, and to nobody else.
 *
 * @param name what its maker calls it
 * @param owner as whom it acts: a person or a service
 * @param lastUsed to the hour
 */
public record ApiToken(
    TokenId id,
    String name,
    PersonId owner,
    Limit limit,
    Instant issued,
    Instant expires,
    Optional<Instant> revoked,
    Optional<Instant> lastUsed) {

  /** True if it lets somebody act at a time. */
  public boolean isGoodAt(Instant now) {
    return revoked.isEmpty() && now.isBefore(expires);
  }
}
