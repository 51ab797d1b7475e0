package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.slack.message.SlackCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers to a {@code response_url}: 5 within 30 minutes of the first. The path of one names where
 * and for whom: {@code /response/CHANNEL/USER/NUMBER}. Thread-safe.
 */
public final class ResponseUrls {
  private static final int USES = 5;
  private static final Duration LIFETIME = Duration.ofMinutes(30);
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

  private record Use(Instant first, int times) {}

  private final Workspace workspace;
  private final InstantSource clock;
  private final Map<String, Use> uses = new HashMap<>();

  public ResponseUrls(Workspace workspace, InstantSource clock) {
    this.workspace = workspace;
    this.clock = clock;
  }

  /** Works on one answer to the given path. */
  public SlackCall.Outcome answer(String path, String contentType, String body) {
    String[] parts = path.split("/", -1);
    if (parts.length != 5 || !use(path)) {
      return new SlackCall.Outcome("used_url");
    }
    Optional<Arguments> arguments = Arguments.of(contentType, body);
    if (arguments.isEmpty()) {
      return new SlackCall.Outcome("invalid_payload");
    }
    Optional<SlackAnswer> refusal =
        SHAPE.refusal(arguments.get()).or(() -> MessageContent.refusal(arguments.get()));
    if (refusal.isPresent()) {
      return new SlackCall.Outcome(refusal.get().outcome());
    }
    say(parts[2], parts[3], arguments.get());
    return SlackCall.Outcome.OK;
  }

  private synchronized boolean use(String path) {
    Instant now = clock.instant();
    Use before = uses.getOrDefault(path, new Use(now, 0));
    if (before.times() >= USES || now.isAfter(before.first().plus(LIFETIME))) {
      return false;
    }
    uses.put(path, new Use(before.first(), before.times() + 1));
    return true;
  }

  private void say(String channel, String user, Arguments arguments) {
    ObjectNode message =
        Json.object().put("type", "message").put("bot_id", Workspace.BOT).put("text", "");
    MessageContent.put(arguments, message);
    boolean open = arguments.text("response_type", "ephemeral").equals("in_channel");
    workspace.add(channel, open ? Optional.empty() : Optional.of(user), message);
  }
}
