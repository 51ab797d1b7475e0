package dev.deskhand.teams;

import dev.deskhand.journal.TenantId;
import dev.deskhand.teams.wire.TeamsPlace;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The bot as it is registered, and the Entra tenants that it serves.
 *
 * @param organisation whose the bot is, whatever the tenants
 * @param tenants their ids; activities of others are refused
 * @param services the Bot Connector's addresses: nothing is sent to another host. At the first, a
 *     conversation is begun with who never wrote
 */
public record TeamsSettings(
    TenantId organisation, Set<String> tenants, Trust trust, List<URI> services) {
  /** Of the world, and of the clouds that are apart from it. */
  private static final List<String> SHAREPOINT =
      List.of(".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us", ".sharepoint.cn");

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  /** Who is believed to be the Bot Connector. */
  public sealed interface Trust {
    /**
     * Whoever shows a token of the Bot Connector's for this app.
     *
     * @param appId the bot's id at Entra
     * @param password the client secret that it gets tokens of its own with
     * @param cloud whose Bot Connector it is
     * @param login where it gets them
     * @param openId where the Bot Connector's keys are told
     */
    record Tokens(String appId, String password, Cloud cloud, URI login, URI openId)
        implements Trust {
      public Tokens {
        require(
            TeamsPlace.isGuid(appId.toLowerCase(Locale.ROOT)),
            "app-id",
            "it is no id of an app; copy 'Microsoft App ID' from the bot's configuration");
        require(
            !password.isBlank(),
            "app-password",
            "it is blank; make a client secret under 'Certificates & secrets' of the app");
        checked("login-url", login);
        checked("openid-url", openId);
      }

      /** Never shows the password. */
      @Override
      public String toString() {
        return "Tokens[app=" + appId + "]";
      }
    }

    /** Anybody on this machine: for a local test tool, which has no token to show. */
    record LocalTestTool() implements Trust {}
  }

  public TeamsSettings {
    tenants =
        tenants.stream()
            .map(tenant -> tenant.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    services = services.stream().map(url -> checked("service-urls", url)).toList();
    require(!tenants.isEmpty(), "tenants", "name at least one tenant's id");
    tenants.forEach(
        tenant ->
            require(
                TeamsPlace.isGuid(tenant),
                "tenants",
                "'" + tenant + "' is no tenant's id; Entra's overview page shows it"));
    require(!services.isEmpty(), "service-urls", "name at least one address");
    require(
        !(trust instanceof Trust.LocalTestTool)
            || services.stream().allMatch(TeamsSettings::isLocal),
        "service-urls",
        "without authentication every address has to be on this machine");
  }

  /** True for addresses of the Bot Connector's hosts. */
  boolean isService(URI url) {
    return services.stream().anyMatch(known -> origin(known).equals(origin(url)));
  }

  /** True where Teams keeps files: SharePoint, or a Bot Connector on this machine. */
  boolean keepsFiles(URI url) {
    if (url.getScheme() == null || url.getHost() == null || url.getUserInfo() != null) {
      return false;
    }
    return isService(url)
        ? isLocal(url)
        : "https".equalsIgnoreCase(url.getScheme())
            && url.getPort() < 0
            && SHAREPOINT.stream().anyMatch(url.getHost().toLowerCase(Locale.ROOT)::endsWith);
  }

  /** The bot's own id in conversations. */
  String bot() {
    return switch (trust) {
      case Trust.Tokens tokens -> "28:" + tokens.appId();
      case Trust.LocalTestTool _ -> "bot";
    };
  }

  private static String origin(URI url) {
    boolean usual = url.getPort() < 0;
    int port = !usual ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    return (url.getScheme() + "://" + url.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  static boolean isLocal(URI url) {
    return url.getHost() != null && THIS_MACHINE.contains(url.getHost());
  }

  /** The address with a slash at its end, so that paths can be resolved against it. */
  private static URI checked(String key, URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean fits = scheme.equals("https") || (scheme.equals("http") && isLocal(url));
    require(
        url.getHost() != null && fits && url.getUserInfo() == null,
        key,
        "'" + url + "' is neither https nor on this machine");
    return url;
  }

  private static void require(boolean holds, String key, String why) {
    if (!holds) {
      throw new IllegalArgumentException("teams." + key + ": " + why);
    }
  }
}
