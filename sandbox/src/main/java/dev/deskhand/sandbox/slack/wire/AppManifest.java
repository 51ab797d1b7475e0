package dev.deskhand.sandbox.slack.wire;

import dev.deskhand.sandbox.SandboxFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An app's manifest, as far as Slack acts on it.
 *
 * @param scopes of its bot
 * @param events that it hears
 * @param shortcuts by their callback ids
 * @param isInteractive whether it hears of buttons, forms and shortcuts
 * @param hasMenus whether it is asked for the options of menus
 */
public record AppManifest(
    Set<String> scopes,
    Set<String> events,
    Set<String> commands,
    Set<String> shortcuts,
    boolean isInteractive,
    boolean hasMenus) {
  private static final String SCOPES = "oauth_config.scopes.bot";
  private static final String EVENTS = "settings.event_subscriptions.bot_events";

  public AppManifest {
    scopes = Set.copyOf(scopes);
    events = Set.copyOf(events);
    commands = Set.copyOf(commands);
    shortcuts = Set.copyOf(shortcuts);
  }

  /**
   * Reads one.
   *
   * @param json as the Web API takes it; people may write YAML
   * @throws SandboxFailure with all that Slack would not take
   */
  public static AppManifest read(String json) {
    Object root =
        Json.plain(json).orElseThrow(() -> new SandboxFailure("a manifest that is no JSON"));
    List<String> problems = new ArrayList<>(ManifestShape.problems(root));
    boolean overSocket = at(root, "settings.socket_mode_enabled").contains(true);
    Set<String> scopes = texts(root, SCOPES);
    Set<String> events = texts(root, EVENTS);
    events.stream()
        .filter(event -> !Scopes.OF_EVENTS.getOrDefault(event, "").isEmpty())
        .filter(event -> !scopes.contains(Scopes.OF_EVENTS.get(event)))
        .forEach(event -> problems.add(event + " lacks " + Scopes.OF_EVENTS.get(event)));
    if (!overSocket) {
      problems.addAll(unreachable(root));
    }
    if (!problems.isEmpty()) {
      throw new SandboxFailure("a manifest that Slack does not take: " + problems);
    }
    return new AppManifest(
        scopes,
        events,
        texts(root, "features.slash_commands.command"),
        texts(root, "features.shortcuts.callback_id"),
        at(root, "settings.interactivity.is_enabled").contains(true),
        overSocket || has(root, "settings.interactivity.message_menu_options_url"));
  }

  /** Without a connection of the app's own, Slack has to know where to call. */
  private static List<String> unreachable(Object root) {
    List<String> problems = new ArrayList<>();
    for (String url :
        List.of("settings.event_subscriptions.request_url", "settings.interactivity.request_url")) {
      if (!has(root, url)) {
        problems.add(url + " is missing, and so is socket_mode_enabled");
      }
    }
    if (at(root, "features.slash_commands.url").size()
        < at(root, "features.slash_commands.command").size()) {
      problems.add("a slash command has no url");
    }
    return problems;
  }

  private static boolean has(Object root, String path) {
    return !at(root, path).isEmpty();
  }

  private static Set<String> texts(Object root, String path) {
    Set<String> texts = new TreeSet<>();
    at(root, path).forEach(it -> texts.add(String.valueOf(it)));
    return texts;
  }

  /** All values at a path of keys; lists on the way are gone through. */
  private static List<Object> at(Object node, String path) {
    List<Object> here = new ArrayList<>(List.of(node));
    for (String key : path.split("\\.", -1)) {
      here =
          new ArrayList<>(
              here.stream()
                  .filter(Map.class::isInstance)
                  .map(it -> ((Map<?, ?>) it).get(key))
                  .filter(Objects::nonNull)
                  .flatMap(it -> it instanceof List<?> list ? list.stream() : Stream.of(it))
                  .map(Object.class::cast)
                  .toList());
    }
    return here;
  }
}
