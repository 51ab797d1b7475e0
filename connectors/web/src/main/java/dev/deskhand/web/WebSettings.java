package dev.deskhand.web;

import dev.deskhand.journal.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the chat page is reached.
 *
 * @param tenant whose page it is
 * @param base its address as people type it; with {@code https} the session cookie is secure
 * @param hosts the host names, without ports, under which it answers; a request that names another
 *     one is refused, so that a page elsewhere can't reach it by pointing its own name here
 * @param heartbeat after how long a silent stream of events says that it is still there, and looks
 *     for what another replica has posted
 */
public record WebSettings(TenantId tenant, URI base, Set<String> hosts, Duration heartbeat) {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public WebSettings {
    hosts =
        hosts.stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Answers under the base's own host name and, when that is a loopback name, all of those. */
  public static WebSettings at(TenantId tenant, URI base) {
    String host = base.getHost();
    if (host == null) {
      throw new WebException(
          "chat page at '%s': expected an address such as https://desk.example.com"
              .formatted(base));
    }
    Set<String> hosts = LOOPBACK.contains(host) ? LOOPBACK : Set.of(host);
    return new WebSettings(tenant, base, hosts, HEARTBEAT);
  }

  boolean isSecure() {
    return "https".equalsIgnoreCase(base.getScheme());
  }
}
