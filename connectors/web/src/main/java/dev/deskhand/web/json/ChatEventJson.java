package dev.deskhand.web.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.Message;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Personal;
import dev.deskhand.web.ChatEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A {@link ChatEvent} in the journal ({@code said}, {@code posted}, {@code updated}, version 1) and
 * on its way to the page. In the journal everything that people wrote or read is sealed.
 */
public final class ChatEventJson {
  private static final int VERSION = 1;

  private ChatEventJson() {}

  /**
   * The form in the journal.
   *
   * @param seal turns a text into what may be stored
   */
  public static Event store(ChatEvent event, UnaryOperator<String> seal) {
    ObjectNode body = Json.object();
    switch (event) {
      case ChatEvent.Said said ->
          body.put("delivery", said.delivery()).put("text", seal.apply(said.text()));
      case ChatEvent.Posted posted ->
          body.put("key", posted.key().value()).put("message", sealed(posted.message(), seal));
      case ChatEvent.Updated updated ->
          body.put("key", updated.key().value())
              .put("replaces", updated.replaces())
              .put("message", sealed(updated.message(), seal));
    }
    return new Event(name(event), VERSION, Json.text(body));
  }

  /**
   * Reads the form in the journal.
   *
   * @param open the inverse of seal; gives {@link Personal#ERASED} for what was erased
   * @throws JournalException if the type or version is one that this release does not know
   */
  public static ChatEvent load(Event event, UnaryOperator<String> open) {
    if (event.version() != VERSION) {
      throw unknown(event);
    }
    JsonNode body = read(event.body());
    return switch (event.type()) {
      case "said" ->
          new ChatEvent.Said(
              body.path("delivery").asText(), open.apply(body.path("text").asText()));
      case "posted" -> new ChatEvent.Posted(key(body), opened(body, open));
      case "updated" ->
          new ChatEvent.Updated(key(body), body.path("replaces").asLong(), opened(body, open));
      default -> throw unknown(event);
    };
  }

  /** The {@link ChatEvent#identity} of a stored event, read without opening what is sealed. */
  public static String identity(Event event) {
    JsonNode body = read(event.body());
    return event.type().equals("said")
        ? new ChatEvent.Said(body.path("delivery").asText(), "").identity()
        : new ChatEvent.Posted(key(body), Message.text("")).identity();
  }

  /** What the page gets: numbers as strings, instants in ISO 8601. */
  public static String show(ChatEvent event, long sequence, Instant at) {
    ObjectNode node = Json.object().put("id", Long.toString(sequence)).put("at", at.toString());
    switch (event) {
      case ChatEvent.Said said -> node.put("delivery", said.delivery()).put("text", said.text());
      case ChatEvent.Posted posted -> node.set("message", MessageJson.write(posted.message()));
      case ChatEvent.Updated updated ->
          node.put("replaces", Long.toString(updated.replaces()))
              .set("message", MessageJson.write(updated.message()));
    }
    return Json.text(node);
  }

  /** The event's type, in the journal and on the wire. */
  public static String name(ChatEvent event) {
    return switch (event) {
      case ChatEvent.Said said -> "said";
      case ChatEvent.Posted posted -> "posted";
      case ChatEvent.Updated updated -> "updated";
    };
  }

  private static String sealed(Message message, UnaryOperator<String> seal) {
    return seal.apply(Json.text(MessageJson.write(message)));
  }

  private static Message opened(JsonNode body, UnaryOperator<String> open) {
    String text = open.apply(body.path("message").asText());
    return text.equals(Personal.ERASED)
        ? Message.text(Personal.ERASED)
        : MessageJson.read(read(text));
  }

  private static DeliveryKey key(JsonNode body) {
    return new DeliveryKey(body.path("key").asText());
  }

  private static ObjectNode read(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JournalException unknown(Event event) {
    return new JournalException(
        "chat event '%s' version %d: unknown to this release; start the one that wrote it"
            .formatted(event.type(), event.version()));
  }
}
