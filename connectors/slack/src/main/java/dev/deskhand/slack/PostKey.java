package dev.deskhand.slack;

import com.slack.api.model.Message;
import dev.deskhand.journal.DeliveryKey;
import java.util.Map;
import java.util.Optional;

/**
 * What a post carries in its metadata, so that it can be found again: {@code chat.postMessage}
 * knows no idempotency (https://docs.slack.dev/messaging/message-metadata).
 *
 * @param key of the delivery
 * @param part from 1
 * @param parts how many the delivery has
 */
record PostKey(String key, int part, int parts) {
  private static final String EVENT = "deskhand_post";

  static PostKey of(DeliveryKey key, int part, int parts) {
    return new PostKey(key.value(), part, parts);
  }

  /** What a message of the bot carries; empty for anybody else's. */
  static Optional<PostKey> of(Message message) {
    Message.Metadata metadata = message.getMetadata();
    boolean isPost =
        message.getBotId() != null && metadata != null && EVENT.equals(metadata.getEventType());
    if (!isPost || metadata.getEventPayload() == null) {
      return Optional.empty();
    }
    Map<String, Object> payload = metadata.getEventPayload();
    return Optional.of(
        new PostKey(
            String.valueOf(payload.get("key")), number(payload, "part"), number(payload, "parts")));
  }

  private static int number(Map<String, Object> payload, String name) {
    return payload.get(name) instanceof Number number ? number.intValue() : 1;
  }

  Message.Metadata metadata() {
    return Message.Metadata.builder()
        .eventType(EVENT)
        .eventPayload(Map.of("key", key, "part", part, "parts", parts))
        .build();
  }
}
