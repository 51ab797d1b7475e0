package dev.deskhand.app.config;

import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.permissions.RoleClaim;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads at which issuer people sign in: the part {@code oidc}. */
final class OidcReader {
  private static final URI NONE = URI.create("https://issuer.invalid");
  private static final Duration LENGTH = Duration.ofHours(8);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final SecretChecks secrets;
  private final Problems problems;

  OidcReader(SecretChecks secrets, Problems problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  Settings.Oidc read(YamlMapping oidc) {
    oidc.allowOnly(problems, "name", "issuer", "client-id", "client-secret", "session", "roles");
    URI issuer = issuer(oidc);
    Duration session = session(oidc);
    return new Settings.Oidc(
        oidc.optionalText("name", problems).orElse(issuer.getHost()),
        issuer,
        oidc.text("client-id", problems),
        secrets.required(oidc, "client-secret"),
        session,
        oidc.find("roles").map(node -> roles(node.asMapping("'roles'", problems), session)));
  }

  private RoleClaim roles(YamlMapping part, Duration session) {
    part.allowOnly(problems, "claim", "keep", "values");
    Duration keep = part.duration("keep", problems).orElse(session);
    if (keep.compareTo(SHORTEST) < 0 || keep.compareTo(session) > 0) {
      problems.add(part.placeOf("keep"), "'keep': expected a time from 1m to that of 'session'");
    }
    return new RoleClaim(
        part.text("claim", problems), keep, new RolesReader(problems).read(part, "values"));
  }

  private URI issuer(YamlMapping oidc) {
    String text = oidc.text("issuer", problems);
    Optional<URI> issuer = parsed(text).filter(OidcReader::isIssuer);
    if (issuer.isEmpty() && !text.isBlank()) {
      problems.add(
          oidc.placeOf("issuer"),
          "'issuer': expected an address such as https://id.example.com/realms/desk, with https"
              + " unless it is on this machine, and without a query; found '"
              + text
              + "'");
    }
    return issuer.orElse(NONE);
  }

  private static boolean isIssuer(URI address) {
    return address.getHost() != null
        && address.getRawQuery() == null
        && address.getRawFragment() == null
        && ("https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost())));
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException _) {
      // Told with the other bad forms.
      return Optional.empty();
    }
  }

  private Duration session(YamlMapping oidc) {
    Duration session = oidc.duration("session", problems).orElse(LENGTH);
    if (session.compareTo(SHORTEST) < 0 || session.compareTo(LONGEST) > 0) {
      problems.add(oidc.placeOf("session"), "'session': expected a time from 1m to 24h");
    }
    return session;
  }
}
