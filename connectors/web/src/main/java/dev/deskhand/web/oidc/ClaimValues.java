package dev.deskhand.web.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the values of a claim that gives roles: a list of texts. Whatever else it is gives nothing,
 * also where a part of it would have been good, and the log says so.
 */
final class ClaimValues {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimValues.class);

  private ClaimValues() {}

  /**
   * The values.
   *
   * @param path the claim's name, or names with dots, each within the one before; a claim whose
   *     whole name has dots goes first
   */
  static Set<String> of(JWTClaimsSet claims, String path) {
    Object found = find(claims, path);
    if (found == null) {
      LOG.warn("login: the ID token has no claim '{}', so it gives no roles", path);
      return Set.of();
    }
    if (!(found instanceof List<?> list)) {
      return refused(path, found);
    }
    Set<String> values = new HashSet<>();
    for (Object value : list) {
      if (!(value instanceof String text)) {
        return refused(path, value);
      }
      values.add(text);
    }
    return Set.copyOf(values);
  }

  private static @Nullable Object find(JWTClaimsSet claims, String path) {
    Object whole = claims.getClaim(path);
    if (whole != null) {
      return whole;
    }
    Object at = claims.getClaims();
    for (String name : path.split("\\.", -1)) {
      at = at instanceof Map<?, ?> within ? within.get(name) : null;
    }
    return at;
  }

  private static Set<String> refused(String path, @Nullable Object found) {
    LOG.warn(
        "login: the claim '{}' gives no roles: expected a list of texts, found {}",
        path,
        found == null ? "nothing in it" : found.getClass().getSimpleName());
    return Set.of();
  }
}
