package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** chat.postMessage, chat.postEphemeral, chat.update. */
final class ChatMethods {
  static final MethodShape POST =
      new MethodShape(
          Set.of("channel"),
          Set.of(
              "text",
              "blocks",
              "attachments",
              "metadata",
              "thread_ts",
              "reply_broadcast",
              "mrkdwn",
              "parse",
              "link_names",
              "unfurl_links",
              "unfurl_media",
              "username",
              "as_user",
              "icon_url",
              "icon_emoji"));
  static final MethodShape EPHEMERAL =
      new MethodShape(
          Set.of("channel", "user"),
          Set.of(
              "text",
              "blocks",
              "attachments",
              "thread_ts",
              "parse",
              "link_names",
              "username",
              "as_user",
              "icon_url",
              "icon_emoji"));
  static final MethodShape UPDATE =
      new MethodShape(
          Set.of("channel", "ts"),
          Set.of(
              "text",
              "blocks",
              "attachments",
              "metadata",
              "parse",
              "link_names",
              "file_ids",
              "as_user",
              "reply_broadcast"));

  private final Workspace workspace;

  ChatMethods(Workspace workspace) {
    this.workspace = workspace;
  }

  SlackAnswer post(Arguments arguments) {
    Optional<String> channel = workspace.conversation(arguments.text("channel", ""));
    if (channel.isEmpty()) {
      return SlackAnswer.refusal("channel_not_found");
    }
    Optional<SlackAnswer> refusal =
        MessageContent.refusal(arguments, workspace.files()).or(() -> badThread(arguments));
    return refusal.orElseGet(() -> posted(channel.get(), arguments));
  }

  private SlackAnswer posted(String channel, Arguments arguments) {
    ObjectNode message = byApp();
    MessageContent.put(arguments, message);
    arguments.text("thread_ts").ifPresent(ts -> message.put("thread_ts", ts));
    if (arguments.isTrue("reply_broadcast")) {
      message.put("subtype", "thread_broadcast");
    }
    StoredMessage stored = workspace.add(channel, Optional.empty(), message);
    return shown(stored);
  }

  SlackAnswer postEphemeral(Arguments arguments) {
    String channel = arguments.text("channel", "");
    String user = arguments.text("user", "");
    if (workspace.channelName(channel).isEmpty()) {
      return SlackAnswer.refusal("channel_not_found");
    }
    if (workspace.userName(user).isEmpty()) {
      return SlackAnswer.refusal("user_not_in_channel");
    }
    Optional<SlackAnswer> refusal =
        MessageContent.refusal(arguments, workspace.files()).or(() -> badThread(arguments));
    return refusal.orElseGet(() -> postedTo(user, channel, arguments));
  }

  private SlackAnswer postedTo(String user, String channel, Arguments arguments) {
    ObjectNode message = byApp();
    MessageContent.put(arguments, message);
    arguments.text("thread_ts").ifPresent(ts -> message.put("thread_ts", ts));
    StoredMessage stored = workspace.add(channel, Optional.of(user), message);
    SlackAnswer answer = SlackAnswer.ok();
    answer.body().put("message_ts", stored.ts());
    return answer;
  }

  /** A text without blocks replaces the blocks that there were. */
  SlackAnswer update(Arguments arguments) {
    String channel = arguments.text("channel", "");
    if (workspace.channelName(channel).isEmpty()) {
      return SlackAnswer.refusal("channel_not_found");
    }
    Optional<StoredMessage> old = workspace.find(channel, arguments.text("ts", ""));
    if (old.isEmpty()) {
      return SlackAnswer.refusal("message_not_found");
    }
    if (!old.get().isByApp()) {
      return SlackAnswer.refusal("cant_update_message");
    }
    return MessageContent.refusal(arguments, workspace.files())
        .orElseGet(() -> updated(old.get(), arguments));
  }

  private SlackAnswer updated(StoredMessage old, Arguments arguments) {
    ObjectNode message = old.json().deepCopy();
    if (arguments.json("blocks").isEmpty() && arguments.text("text").isPresent()) {
      message.remove("blocks");
      message.putObject("edited").put("user", Workspace.BOT_USER).put("ts", old.ts());
    }
    MessageContent.put(arguments, message);
    StoredMessage changed = new StoredMessage(old.channel(), old.onlyFor(), message);
    workspace.replace(old, changed);
    SlackAnswer answer = shown(changed);
    answer.body().put("text", message.path("text").asText());
    return answer;
  }

  private static ObjectNode byApp() {
    return Json.object()
        .put("type", "message")
        .put("user", Workspace.BOT_USER)
        .put("bot_id", Workspace.BOT)
        .put("app_id", Workspace.APP)
        .put("team", Workspace.TEAM)
        .put("text", "");
  }

  private static SlackAnswer shown(StoredMessage stored) {
    SlackAnswer answer = SlackAnswer.ok();
    answer.body().put("channel", stored.channel()).put("ts", stored.ts());
    answer.body().set("message", stored.json().deepCopy());
    return answer;
  }

  /** A thread may hang on a person's message that the workspace never saw; its ts must be one. */
  private static Optional<SlackAnswer> badThread(Arguments arguments) {
    return arguments
        .text("thread_ts")
        .filter(ts -> !ts.matches("\\d{10}\\.\\d{6}"))
        .map(ts -> SlackAnswer.refusal("invalid_thread_ts"));
  }
}
