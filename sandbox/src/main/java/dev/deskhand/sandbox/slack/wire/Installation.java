package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskhand.sandbox.SandboxFailure;
import dev.deskhand.sandbox.http.LocalRequest;
import dev.deskhand.sandbox.slack.SlackDelivery;
import dev.deskhand.sandbox.slack.message.SlackRoom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the app may do, and hears, by the manifest that it was made of; before there is one, all.
 * Thread-safe.
 */
public final class Installation {
  private final Workspace workspace;
  private final Set<String> withheld = ConcurrentHashMap.newKeySet();
  private final Set<String> usedScopes = ConcurrentHashMap.newKeySet();
  private final Set<String> usedEvents = ConcurrentHashMap.newKeySet();
  private volatile Optional<AppManifest> manifest = Optional.empty();

  public Installation(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * The app is made of this manifest.
   *
   * @throws SandboxFailure if Slack would not take it
   */
  public void install(String json) {
    manifest = Optional.of(AppManifest.read(json));
  }

  /** The app was installed without this scope, whatever its manifest says. */
  public void withhold(String scope) {
    withheld.add(scope);
  }

  /** The scopes without which something would not have been possible. */
  public Set<String> usedScopes() {
    return new TreeSet<>(usedScopes);
  }

  /** The events that came. */
  public Set<String> usedEvents() {
    return new TreeSet<>(usedEvents);
  }

  /** Whether the app has a scope that it makes use of now. */
  boolean isGranted(String scope) {
    boolean isGranted =
        !withheld.contains(scope) && manifest.map(it -> it.scopes().contains(scope)).orElse(true);
    if (isGranted) {
      usedScopes.add(scope);
    }
    return isGranted;
  }

  /** The scope that a call lacks. */
  public Optional<String> missing(String method, String channel) {
    return Scopes.needed(method, channel, workspace::room).filter(scope -> !isGranted(scope));
  }

  /**
   * Looks whether Slack would deliver this.
   *
   * @throws SandboxFailure if it would not: then a test plays what can't be
   */
  public void mustHear(SlackDelivery delivery) {
    switch (delivery.kind()) {
      case COMMAND -> mustTakeCommand(LocalRequest.form(delivery.body()));
      case EVENT ->
          Json.read(delivery.body())
              .map(body -> event(body.path("event")))
              .filter(Scopes.OF_EVENTS::containsKey)
              .ifPresent(this::mustHear);
      case INTERACTIVITY ->
          Optional.ofNullable(LocalRequest.form(delivery.body()).get("payload"))
              .flatMap(Json::read)
              .ifPresent(this::mustTakeInteraction);
    }
  }

  private static String event(JsonNode event) {
    String type = event.path("type").asText();
    return type.equals("message")
        ? Arrays.stream(SlackRoom.values())
            .filter(it -> it.type().equals(event.path("channel_type").asText()))
            .map(SlackRoom::event)
            .findFirst()
            .orElse(type)
        : type;
  }

  private void mustHear(String event) {
    must(manifest.map(it -> it.events().contains(event)).orElse(true), event, "bot_events");
    String scope = Scopes.OF_EVENTS.getOrDefault(event, "");
    must(scope.isEmpty() || isGranted(scope), event, scope);
    usedEvents.add(event);
  }

  private void mustTakeCommand(Map<String, String> form) {
    String command = form.getOrDefault("command", "");
    must(
        manifest.map(it -> it.commands().contains(command)).orElse(true),
        command,
        "slash_commands");
    must(isGranted(Scopes.COMMANDS), command, Scopes.COMMANDS);
  }

  private void mustTakeInteraction(JsonNode payload) {
    String type = payload.path("type").asText();
    must(manifest.map(AppManifest::isInteractive).orElse(true), type, "interactivity");
    if (type.equals("message_action")) {
      String callback = payload.path("callback_id").asText();
      must(
          manifest.map(it -> it.shortcuts().contains(callback)).orElse(true),
          "the shortcut " + callback,
          "shortcuts");
      must(isGranted(Scopes.COMMANDS), "a shortcut", Scopes.COMMANDS);
    }
    if (type.equals("block_suggestion")) {
      must(manifest.map(AppManifest::hasMenus).orElse(true), type, "message_menu_options_url");
    }
  }

  private static void must(boolean holds, String what, String lacking) {
    if (!holds) {
      throw new SandboxFailure(
          "Slack would not deliver %s: the app's manifest lacks it under %s"
              .formatted(what, lacking));
    }
  }
}
