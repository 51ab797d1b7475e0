package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.slack.message.SlackRoom;
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

  private static final String PUBLIC = "chat:write.public";

  private final Workspace workspace;
  private final Installation app;

  ChatMethods(Workspace workspace, Installation app) {
    this.workspace = workspace;
    this.app = app;
  }

  /** Where the bot is no member it may post in public, with a scope of its own. */
  SlackAnswer post(Arguments arguments) {
    String channel = workspace.conversation(arguments.text("channel", ""));
    boolean isOpen = workspace.isOpenToAll(channel) && app.isGranted(PUBLIC);
    return (isOpen ? Optional.<SlackAnswer>empty() : workspace.refusal(channel))
        .or(() -> MessageContent.refusal(arguments, workspace.files()))
        .or(() -> badThread(arguments))
        .or(() -> strangeThread(channel, arguments))
        .orElseGet(() -> posted(channel, arguments));
  }

  /** Between two there is no thread that the app has not seen. */
  private Optional<SlackAnswer> strangeThread(String channel, Arguments arguments) {
    return arguments
        .text("thread_ts")
        .filter(_ -> workspace.room(channel) == SlackRoom.DIRECT)
        .filter(ts -> workspace.in(channel).stream().noneMatch(it -> it.isInThread(ts)))
        .map(_ -> SlackAnswer.refusal("thread_not_found"));
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
    return workspace
        .refusal(channel)
        .or(
            () ->
                workspace.userName(user).isEmpty()
                    ? Optional.of(SlackAnswer.refusal("user_not_in_channel"))
                    : Optional.empty())
        .or(() -> MessageContent.refusal(arguments, workspace.files()))
        .or(() -> badThread(arguments))
        .orElseGet(() -> postedTo(user, channel, arguments));
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
    Optional<SlackAnswer> refusal = workspace.refusal(channel);
    if (refusal.isPresent() && !workspace.isOpenToAll(channel)) {
      return refusal.get();
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

  private ObjectNode byApp() {
    return Json.object()
        .put("type", "message")
        .put("user", Workspace.BOT_USER)
        .put("bot_id", Workspace.BOT)
        .put("app_id", Workspace.APP)
        .put("team", workspace.team())
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
