package dev.deskhand.slack;

import dev.deskhand.slack.wire.ViewWire;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The app as Slack makes it out of a manifest (https://docs.slack.dev/reference/app-manifest), with
 * no scope that nothing needs.
 *
 * @param command the slash command's name
 * @param address where Slack reaches Deskhand, over https; empty for Socket Mode
 */
public record SlackManifest(String command, Optional<URI> address) {

  /** What the app may do, and why it has to. */
  public record Scope(String name, String why) {}

  /** All of them. */
  public static final List<Scope> SCOPES =
      List.of(
          new Scope("commands", "the slash command"),
          new Scope("chat:write", "answers, in channels and to people"),
          new Scope(
              "chat:write.public", "answers in public channels that the bot was not invited to"),
          new Scope("app_mentions:read", "sentences that begin with a mention"),
          new Scope("im:history", "direct messages, and finding its own posts among them"),
          new Scope("im:write", "what is meant for one person"),
          new Scope(
              "channels:history",
              "finding its own posts, so that none stands there twice, and hearing what is said in"
                  + " threads that it has a part in"),
          new Scope("groups:history", "the same in private channels"),
          new Scope("mpim:history", "the same in group direct messages"),
          new Scope("files:read", "files that people attach where a question asks for one"),
          new Scope("files:write", "what is too long for a message, as a file"));

  private static final List<String> EVENTS =
      List.of(
          "app_home_opened",
          "app_mention",
          "message.channels",
          "message.groups",
          "message.im",
          "message.mpim");

  public SlackManifest {
    address.ifPresent(
        url -> {
          if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException(
                "Slack calls addresses with https only, not "
                    + url
                    + ": name another with --url, or none, to use Socket Mode");
          }
        });
  }

  /** The manifest as YAML; each scope says why. */
  public String yaml() {
    return """
    display_information:
      name: Deskhand
      description: The IT support desk
    features:
      bot_user:
        display_name: deskhand
        always_online: true
      app_home:
        home_tab_enabled: true
        messages_tab_enabled: true
        messages_tab_read_only_enabled: false
      shortcuts:
        - name: Make this a ticket
          type: message
          callback_id: %s
          description: Opens a ticket of this message
      slash_commands:
        - command: %s
    %s      description: Ask the support desk
          usage_hint: vpn says authentication failed
          should_escape: true
    oauth_config:
      scopes:
        bot:
    %ssettings:
      event_subscriptions:
    %s    bot_events:
    %s  interactivity:
        is_enabled: true
    %s%s  socket_mode_enabled: %s
      token_rotation_enabled: false
    """
        .formatted(
            ViewWire.TICKET,
            command,
            url("      url", "commands"),
            SCOPES.stream()
                .map(scope -> "      - %s # %s\n".formatted(scope.name(), scope.why()))
                .collect(Collectors.joining()),
            url("    request_url", "events"),
            EVENTS.stream().map("      - %s\n"::formatted).collect(Collectors.joining()),
            url("    request_url", "interactivity"),
            url("    message_menu_options_url", "interactivity"),
            address.isEmpty());
  }

  private String url(String key, String path) {
    return address
        .map(url -> key + ": " + url.toString().replaceFirst("/+$", "") + "/slack/" + path + "\n")
        .orElse("");
  }
}
