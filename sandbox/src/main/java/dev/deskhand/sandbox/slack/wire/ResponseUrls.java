package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.slack.message.SlackCall;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers to a {@code response_url}: 5 within 30 minutes after it was given out. The path of one
 * names where and for whom, when it was given out, and the message whose button was pressed: {@code
 * /response/TEAM/CHANNEL/USER/MILLIS/NUMBER/TS}, so that the side that delivers and the Web API
 * need share no state. Thread-safe.
 */
public final class ResponseUrls {
  private static final int USES = 5;
  private static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final String NONE = "none";
  private static final Pattern FORM =
      Pattern.compile("/response/\\w+/(\\w+)/(\\w+)/(\\d{1,15})/\\d+/(none|\\d+\\.\\d+)");
  private static final MethodShape SHAPE =
      new MethodShape(
          Set.of(),
          Set.of(
              "text",
              "blocks",
              "attachments",
              "metadata",
              "response_type",
              "replace_original",
              "delete_original",
              "thread_ts"));

  private final Workspace workspace;
  private final InstantSource clock;
  private final Map<String, Integer> uses = new HashMap<>();

  public ResponseUrls(Workspace workspace, InstantSource clock) {
    this.workspace = workspace;
    this.clock = clock;
  }

  static String path(SlackSeat seat, Optional<String> original, long millis, String number) {
    return "/response/%s/%s/%s/%d/%s/%s"
        .formatted(seat.team(), seat.channel(), seat.user(), millis, number, original.orElse(NONE));
  }

  /** Works on one answer to the given path. */
  public SlackCall.Outcome answer(String path, String contentType, String body) {
    Matcher parts = FORM.matcher(path);
    if (!parts.matches()) {
      return new SlackCall.Outcome("no_such_url");
    }
    Instant given = Instant.ofEpochMilli(Long.parseLong(parts.group(3)));
    if (clock.instant().isAfter(given.plus(LIFETIME))) {
      return new SlackCall.Outcome("expired_url");
    }
    if (!isLeft(path)) {
      return new SlackCall.Outcome("used_url");
    }
    Optional<Arguments> arguments = Arguments.of(contentType, body);
    if (arguments.isEmpty()) {
      return new SlackCall.Outcome("invalid_payload");
    }
    Optional<SlackAnswer> refusal =
        SHAPE
            .refusal(arguments.get())
            .or(() -> MessageContent.refusal(arguments.get(), workspace.files()));
    if (refusal.isPresent()) {
      return new SlackCall.Outcome(refusal.get().outcome());
    }
    String original = parts.group(4);
    if (arguments.get().isTrue("replace_original") && !original.equals(NONE)) {
      replace(original, arguments.get());
    } else {
      say(parts.group(1), parts.group(2), arguments.get());
    }
    return SlackCall.Outcome.OK;
  }

  private synchronized boolean isLeft(String path) {
    return uses.merge(path, 1, Integer::sum) <= USES;
  }

  private void replace(String ts, Arguments arguments) {
    workspace
        .shown(ts)
        .ifPresent(
            old -> {
              ObjectNode message = old.json().deepCopy();
              message.remove("blocks");
              MessageContent.put(arguments, message);
              workspace.replace(old, new StoredMessage(old.channel(), old.onlyFor(), message));
            });
  }

  private void say(String channel, String user, Arguments arguments) {
    ObjectNode message =
        Json.object().put("type", "message").put("bot_id", Workspace.BOT).put("text", "");
    MessageContent.put(arguments, message);
    arguments.text("thread_ts").ifPresent(ts -> message.put("thread_ts", ts));
    boolean open = arguments.text("response_type", "ephemeral").equals("in_channel");
    workspace.add(channel, open ? Optional.empty() : Optional.of(user), message);
  }
}
