package dev.deskhand.web.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.ButtonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link Message} as an object: {@code text}, {@code facts}, {@code buttons}. */
final class MessageJson {
  private MessageJson() {}

  static ObjectNode write(Message message) {
    ObjectNode node = Json.object().put("text", message.text());
    ArrayNode facts = node.putArray("facts");
    message
        .facts()
        .forEach(fact -> facts.addObject().put("label", fact.label()).put("value", fact.value()));
    ArrayNode buttons = node.putArray("buttons");
    message.buttons().stream()
        .filter(button -> ButtonReader.askedInputs(button.action()).isEmpty())
        .forEach(button -> write(button, buttons.addObject()));
    return node;
  }

  static Message read(JsonNode node) {
    List<Message.Fact> facts = new ArrayList<>();
    for (JsonNode fact : node.path("facts")) {
      facts.add(new Message.Fact(fact.path("label").asText(), fact.path("value").asText()));
    }
    List<Message.Button> buttons = new ArrayList<>();
    node.path("buttons").forEach(button -> buttons.add(button(button)));
    return new Message(node.path("text").asText(), facts, buttons);
  }

  private static void write(Message.Button button, ObjectNode node) {
    node.put("label", button.label())
        .put("style", button.style().name().toLowerCase(Locale.ROOT))
        .put("action", button.action().encoded());
  }

  private static Message.Button button(JsonNode node) {
    return new Message.Button(
        node.path("label").asText(),
        Message.Button.Style.valueOf(node.path("style").asText().toUpperCase(Locale.ROOT)),
        ButtonAction.decode(node.path("action").asText()));
  }
}
