package dev.deskhand.slack;

import dev.deskhand.journal.TenantId;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An app of Slack's and the workspaces that it is installed in.
 *
 * @param tenant the organisation that the workspaces belong to
 * @param tokens what the Web API is called with, never blank, by the workspace's id, such as {@code
 *     T0001}; requests of other workspaces are refused
 * @param intake how requests come in
 * @param baseUrl the Web API's address, by default {@link #SLACK}; plain HTTP only to this machine
 * @param command the slash command's name, by default {@link #COMMAND}
 */
public record SlackSettings(
    TenantId tenant, Map<String, String> tokens, Intake intake, URI baseUrl, String command) {
  /** The address of Slack's own Web API. */
  public static final URI SLACK = URI.create("https://slack.com/api/");

  /** The command that the documentation has people set up. */
  public static final String COMMAND = "/desk";

  private static final Pattern TEAM = Pattern.compile("[TE][A-Z0-9]{2,30}");
  private static final Pattern COMMAND_NAME = Pattern.compile("/[\\p{Ll}\\d_-]{1,32}");
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  /** How requests come in; Slack knows one way for an app. */
  public sealed interface Intake {

    /** Slack calls us, and signs with this secret. */
    record Signed(String secret) implements Intake {
      public Signed {
        if (secret.isBlank()) {
          throw refusal(
              "signing-secret", "it is blank; copy it from 'Basic Information' of your app");
        }
      }

      /** Never shows the secret. */
      @Override
      public String toString() {
        return "Signed";
      }
    }

    /** We connect to Slack with this token, and it calls us back over the connection. */
    record Socket(String appToken) implements Intake {
      public Socket {
        if (!appToken.startsWith("xapp-")) {
          throw refusal(
              "app-token",
              "it does not begin with xapp-; make one under 'Basic Information', 'App-Level"
                  + " Tokens', with the scope connections:write");
        }
      }

      /** Never shows the token. */
      @Override
      public String toString() {
        return "Socket";
      }
    }
  }

  public SlackSettings {
    tokens = Map.copyOf(tokens);
    tokens.forEach(SlackSettings::check);
    if (!COMMAND_NAME.matcher(command).matches()) {
      throw refusal("command", "'" + command + "' is no command; it begins with / as in /desk");
    }
    baseUrl = checked(baseUrl);
  }

  /** The usual settings: Slack itself, and {@code /desk}. */
  public static SlackSettings of(
      TenantId tenant, String teamId, String signingSecret, String botToken) {
    return new SlackSettings(
        tenant, Map.of(teamId, botToken), new Intake.Signed(signingSecret), SLACK, COMMAND);
  }

  private static void check(String team, String token) {
    if (!TEAM.matcher(team).matches()) {
      throw refusal("team", "'" + team + "' is no workspace id; it begins with T, as in T0001ABC");
    }
    if (token.isBlank()) {
      throw refusal("bot-token", "it is blank; copy it from 'OAuth & Permissions' of your app");
    }
  }

  /** The workspaces' ids. */
  Set<String> teams() {
    return tokens.keySet();
  }

  private static URI checked(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean safe = scheme.equals("https") || (scheme.equals("http") && isLocal(url));
    if (url.getHost() == null || !safe) {
      throw refusal("base-url", "'" + url + "' is neither https nor on this machine");
    }
    return url.toString().endsWith("/") ? url : URI.create(url + "/");
  }

  /**
   * Whether answers may be sent there: to the Web API's own host, or to the one for answers beside
   * it, as {@code hooks.slack.com} is.
   */
  boolean takesAnswers(URI url) {
    String host = String.valueOf(baseUrl.getAuthority());
    String there = String.valueOf(url.getAuthority());
    return baseUrl.getScheme().equalsIgnoreCase(url.getScheme())
        && (there.equalsIgnoreCase(host) || there.equalsIgnoreCase("hooks." + host));
  }

  static boolean isLocal(URI url) {
    return url.getHost() != null && THIS_MACHINE.contains(url.getHost());
  }

  private static IllegalArgumentException refusal(String key, String why) {
    return new IllegalArgumentException("slack." + key + ": " + why);
  }

  /** Never shows the secrets. */
  @Override
  public String toString() {
    return "SlackSettings[teams=" + teams() + ", base=" + baseUrl + ", command=" + command + "]";
  }
}
