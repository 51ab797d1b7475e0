package dev.deskhand.sandbox.slack.wire;

import dev.deskhand.sandbox.slack.message.SlackRoom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an app has to be allowed for each method (https://docs.slack.dev/reference/methods) and each
 * event (https://docs.slack.dev/reference/events).
 */
final class Scopes {
  static final String COMMANDS = "commands";

  private Scopes() {}

  /** The events that the simulator delivers, each with its scope; empty where it takes none. */
  static final Map<String, String> OF_EVENTS = ofEvents();

  private static Map<String, String> ofEvents() {
    Map<String, String> all =
        Arrays.stream(SlackRoom.values())
            .collect(Collectors.toMap(SlackRoom::event, SlackRoom::history));
    all.put("app_mention", "app_mentions:read");
    all.put("app_home_opened", "");
    return Map.copyOf(all);
  }

  /**
   * The scope that a call needs; empty where every app may.
   *
   * @param channel that is named in the call; empty where none is
   * @param rooms what kind each channel is of
   */
  static Optional<String> needed(String method, String channel, Function<String, SlackRoom> rooms) {
    return switch (method) {
      case "chat.postMessage", "chat.postEphemeral", "chat.update" -> Optional.of("chat:write");
      case "conversations.open" -> Optional.of("im:write");
      case "conversations.history", "conversations.replies" ->
          Optional.of(rooms.apply(channel).history());
      case "users.info" -> Optional.of("users:read");
      case "files.info", "download" -> Optional.of("files:read");
      case "files.getUploadURLExternal", "files.completeUploadExternal" ->
          Optional.of("files:write");
      default -> Optional.empty();
    };
  }
}
