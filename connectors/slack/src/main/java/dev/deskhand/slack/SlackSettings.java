package dev.deskhand.slack;

import dev.deskhand.journal.TenantId;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One Slack workspace and the app that is installed in it.
 *
 * @param tenant the organisation that the workspace belongs to
 * @param teamId the workspace's id, such as {@code T0001}; requests of others are refused
 * @param intake how requests come in
 * @param botToken what the Web API is called with; never blank
 * @param baseUrl the Web API's address, by default {@link #SLACK}; plain HTTP only to this machine
 * @param command the slash command's name, by default {@link #COMMAND}
 */
public record SlackSettings(
    TenantId tenant, String teamId, Intake intake, String botToken, URI baseUrl, String command) {
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
    if (!TEAM.matcher(teamId).matches()) {
      throw refusal(
          "team", "'" + teamId + "' is no workspace id; it begins with T, as in T0001ABC");
    }
    if (botToken.isBlank()) {
      throw refusal("bot-token", "it is blank; copy it from 'OAuth & Permissions' of your app");
    }
    if (!COMMAND_NAME.matcher(command).matches()) {
      throw refusal("command", "'" + command + "' is no command; it begins with / as in /desk");
    }
    baseUrl = checked(baseUrl);
  }

  /** The usual settings: Slack itself, and {@code /desk}. */
  public static SlackSettings of(
      TenantId tenant, String teamId, String signingSecret, String botToken) {
    return new SlackSettings(
        tenant, teamId, new Intake.Signed(signingSecret), botToken, SLACK, COMMAND);
  }

  private static URI checked(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean safe = scheme.equals("https") || (scheme.equals("http") && isLocal(url));
    if (url.getHost() == null || !safe) {
      throw refusal("base-url", "'" + url + "' is neither https nor on this machine");
    }
    return url.toString().endsWith("/") ? url : URI.create(url + "/");
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
    return "SlackSettings[team=" + teamId + ", base=" + baseUrl + ", command=" + command + "]";
  }
}
