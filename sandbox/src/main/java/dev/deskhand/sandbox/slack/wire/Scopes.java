package dev.deskhand.sandbox.slack.wire;

import java.util.Optional;

/** What an app has to be allowed for each method (https://docs.slack.dev/reference/methods). */
public final class Scopes {
  private Scopes() {}

  /**
   * The scope that a call needs; empty where every app may.
   *
   * @param channel that is named in the call; empty where none is
   */
  public static Optional<String> needed(String method, String channel) {
    return switch (method) {
      case "chat.postMessage", "chat.postEphemeral", "chat.update" -> Optional.of("chat:write");
      case "conversations.open" -> Optional.of("im:write");
      case "conversations.history", "conversations.replies" -> Optional.of(history(channel));
      case "users.info" -> Optional.of("users:read");
      case "files.info" -> Optional.of("files:read");
      case "files.getUploadURLExternal", "files.completeUploadExternal" ->
          Optional.of("files:write");
      default -> Optional.empty();
    };
  }

  private static String history(String channel) {
    return switch (channel.isEmpty() ? 'C' : channel.charAt(0)) {
      case 'D' -> "im:history";
      case 'G' -> "groups:history";
      default -> "channels:history";
    };
  }
}
