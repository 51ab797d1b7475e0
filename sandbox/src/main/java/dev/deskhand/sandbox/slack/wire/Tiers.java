package dev.deskhand.sandbox.slack.wire;

import dev.deskhand.sandbox.http.RateLimit.Count;
import dev.deskhand.sandbox.http.RateLimit.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How often Slack lets an app call each method: by workspace, and what is posted by channel, too
 * (https://docs.slack.dev/apis/web-api/rate-limits; the tier stands on each method's page). Slack
 * takes more now and then without saying how much; here a minute's worth may come at once, half a
 * minute's worth of posts, and as many addresses as there may be connections.
 */
public final class Tiers {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final List<Window> ONE = List.of(new Window(10, MINUTE.multipliedBy(10)));
  private static final List<Window> THREE = List.of(new Window(50, MINUTE));
  private static final List<Window> FOUR = List.of(new Window(100, MINUTE));

  /** Several hundred a minute, says Slack. */
  private static final List<Window> HUNDREDS = List.of(new Window(300, MINUTE));

  private static final List<Window> POSTS = List.of(new Window(30, Duration.ofSeconds(30)));
  private static final String POST = "chat.postMessage";

  private static final Map<String, List<Window>> BY_METHOD =
      Map.ofEntries(
          Map.entry("apps.connections.open", ONE),
          Map.entry("auth.test", HUNDREDS),
          Map.entry(POST, HUNDREDS),
          Map.entry("chat.postEphemeral", FOUR),
          Map.entry("chat.update", THREE),
          Map.entry("conversations.history", THREE),
          Map.entry("conversations.open", THREE),
          Map.entry("conversations.replies", THREE),
          Map.entry("files.completeUploadExternal", FOUR),
          Map.entry("files.getUploadURLExternal", FOUR),
          Map.entry("files.info", FOUR),
          Map.entry("users.info", FOUR),
          Map.entry("views.open", FOUR),
          Map.entry("views.publish", FOUR));

  private Tiers() {}

  /**
   * What a call counts as.
   *
   * @param token stands for the workspace
   */
  public static List<Count> counts(String method, String token, String channel) {
    Count whole = new Count(method + " " + token, BY_METHOD.getOrDefault(method, FOUR));
    return method.equals(POST)
        ? List.of(new Count(method + " " + token + " " + channel, POSTS), whole)
        : List.of(whole);
  }
}
