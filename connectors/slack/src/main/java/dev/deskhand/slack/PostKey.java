package dev.deskhand.slack;

import com.slack.api.model.Message;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final int MARK = 12;

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

  /** The name under which a file that is one of the parts is found again. */
  static String fileName(DeliveryKey key, int part, String name) {
    int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
    return name.substring(0, dot) + "." + mark(key) + "-" + part + name.substring(dot);
  }

  /** The parts of a delivery that are files of a message. */
  static List<Integer> fileParts(DeliveryKey key, Message message) {
    Pattern name = Pattern.compile(".*\\." + mark(key) + "-([0-9]{1,4})(\\.[\\w-]*)?");
    return Optional.ofNullable(message.getFiles()).orElse(List.of()).stream()
        .map(file -> name.matcher(String.valueOf(file.getName())))
        .filter(Matcher::matches)
        .map(found -> Integer.valueOf(found.group(1)))
        .toList();
  }

  private static String mark(DeliveryKey key) {
    return Sha256.hex(key.value()).substring(0, MARK);
  }

  Message.Metadata metadata() {
    return Message.Metadata.builder()
        .eventType(EVENT)
        .eventPayload(Map.of("key", key, "part", part, "parts", parts))
        .build();
  }
}
