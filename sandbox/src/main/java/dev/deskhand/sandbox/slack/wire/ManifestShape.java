package dev.deskhand.sandbox.slack.wire;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What may stand in an app's manifest (https://docs.slack.dev/reference/app-manifest); paths are
 * joined by dots, and those into lists go through {@code []}.
 */
final class ManifestShape {
  private static final Predicate<Object> FLAG = Boolean.class::isInstance;
  private static final Map<String, Predicate<Object>> LEAVES =
      Map.ofEntries(
          Map.entry("display_information.name", text(35)),
          Map.entry("display_information.description", text(140)),
          Map.entry("display_information.long_description", text(4_000)),
          Map.entry(
              "display_information.background_color",
              it -> it instanceof String text && text.matches("#([0-9a-fA-F]{3}){1,2}")),
          Map.entry("features.app_home.home_tab_enabled", FLAG),
          Map.entry("features.app_home.messages_tab_enabled", FLAG),
          Map.entry("features.app_home.messages_tab_read_only_enabled", FLAG),
          Map.entry("features.bot_user.display_name", text(80)),
          Map.entry("features.bot_user.always_online", FLAG),
          Map.entry("features.shortcuts.[].name", text(24)),
          Map.entry("features.shortcuts.[].type", Set.of("message", "global")::contains),
          Map.entry("features.shortcuts.[].callback_id", text(255)),
          Map.entry("features.shortcuts.[].description", text(150)),
          Map.entry(
              "features.slash_commands.[].command",
              it -> it instanceof String text && text.matches("/[^\\s/]{1,31}")),
          Map.entry("features.slash_commands.[].description", text(2_000)),
          Map.entry("features.slash_commands.[].url", ManifestShape::isUrl),
          Map.entry("features.slash_commands.[].usage_hint", text(1_000)),
          Map.entry("features.slash_commands.[].should_escape", FLAG),
          Map.entry("oauth_config.redirect_urls.[]", ManifestShape::isUrl),
          Map.entry(
              "oauth_config.scopes.bot.[]",
              it -> it instanceof String text && text.matches("[a-z_]+(:[a-z]+(\\.[a-z]+)?)?")),
          Map.entry("settings.event_subscriptions.request_url", ManifestShape::isUrl),
          Map.entry(
              "settings.event_subscriptions.bot_events.[]", Scopes.OF_EVENTS.keySet()::contains),
          Map.entry("settings.interactivity.is_enabled", FLAG),
          Map.entry("settings.interactivity.request_url", ManifestShape::isUrl),
          Map.entry("settings.interactivity.message_menu_options_url", ManifestShape::isUrl),
          Map.entry("settings.org_deploy_enabled", FLAG),
          Map.entry("settings.socket_mode_enabled", FLAG),
          Map.entry("settings.token_rotation_enabled", FLAG));

  private static final List<String> REQUIRED =
      List.of(
          "display_information.name",
          "features.bot_user.display_name",
          "features.shortcuts.[].name",
          "features.shortcuts.[].type",
          "features.shortcuts.[].callback_id",
          "features.shortcuts.[].description",
          "features.slash_commands.[].command",
          "features.slash_commands.[].description",
          "settings.interactivity.is_enabled");

  private ManifestShape() {}

  private static boolean isUrl(Object value) {
    return value instanceof String text && "https".equals(URI.create(text).getScheme());
  }

  private static Predicate<Object> text(int longest) {
    return it -> it instanceof String text && !text.isBlank() && text.length() <= longest;
  }

  /** All that Slack would not take. */
  static List<String> problems(Object manifest) {
    List<String> problems = new ArrayList<>();
    walk("", manifest, problems);
    return problems;
  }

  private static void walk(String path, Object value, List<String> problems) {
    switch (value) {
      case Map<?, ?> map -> {
        map.forEach((key, each) -> walk(below(path, String.valueOf(key)), each, problems));
        missing(path, map).forEach(problems::add);
      }
      case List<?> list -> {
        list.forEach(each -> walk(below(path, "[]"), each, problems));
        if (Set.copyOf(list).size() < list.size()) {
          problems.add(path + ": the same stands there twice");
        }
      }
      default ->
          Optional.ofNullable(LEAVES.get(path))
              .map(rule -> rule.test(value) ? "" : path + ": " + value + " does not fit")
              .or(() -> Optional.of(path + ": Slack knows no such key"))
              .filter(problem -> !problem.isEmpty())
              .ifPresent(problems::add);
    }
  }

  private static List<String> missing(String path, Map<?, ?> map) {
    return REQUIRED.stream()
        .filter(it -> it.substring(0, it.lastIndexOf('.')).equals(path))
        .filter(it -> !map.containsKey(it.substring(it.lastIndexOf('.') + 1)))
        .map(it -> it + " is missing")
        .toList();
  }

  private static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
