package dev.deskhand.permissions;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Which roles an issuer's word gives to whoever signs in there.
 *
 * @param path of the claim in the ID token: its name, or names with dots, each within the one
 *     before
 * @param keep how long what a sign-in said counts
 * @param roles those that each value of the claim gives; other values give nothing
 */
public record RoleClaim(String path, Duration keep, Map<String, Set<Role>> roles) {
  public RoleClaim {
    roles = Map.copyOf(roles);
  }
}
