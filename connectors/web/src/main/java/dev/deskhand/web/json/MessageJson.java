package dev.deskhand.web.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.file.KeptFiles;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.content.PictureFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A {@link Message} as an object: {@code text}, {@code facts}, {@code exhibits}, {@code buttons}.
 */
final class MessageJson {
  private MessageJson() {}

  static ObjectNode write(Message message) {
    ObjectNode node = Json.object().put("text", message.text());
    ArrayNode facts = node.putArray("facts");
    message
        .facts()
        .forEach(fact -> facts.addObject().put("label", fact.label()).put("value", fact.value()));
    ArrayNode exhibits = node.putArray("exhibits");
    message.exhibits().forEach(exhibit -> write(exhibit, exhibits.addObject()));
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
    List<Exhibit> exhibits = new ArrayList<>();
    node.path("exhibits").forEach(exhibit -> exhibits.add(exhibit(exhibit)));
    return new Message(node.path("text").asText(), facts, buttons)
        .showing(exhibits.toArray(Exhibit[]::new));
  }

  private static void write(Message.Button button, ObjectNode node) {
    node.put("label", button.label())
        .put("style", button.style().name().toLowerCase(Locale.ROOT))
        .put("action", button.action().encoded());
  }

  private static void write(Exhibit exhibit, ObjectNode node) {
    node.put("caption", exhibit.caption());
    switch (exhibit) {
      case Exhibit.Code code -> node.put("code", code.text());
      case Exhibit.Table table -> {
        ArrayNode columns = node.putArray("columns");
        table.columns().forEach(columns::add);
        ArrayNode rows = node.putArray("rows");
        table.rows().forEach(cells -> cells.forEach(rows.addArray()::add));
      }
      case Exhibit.Picture(_, PictureFile file) ->
          node.putObject("picture")
              .put("type", file.mediaType())
              .put("bytes", file.size())
              .put("sha256", file.sha256())
              .put("width", file.width())
              .put("height", file.height())
              .put("address", KeptFiles.place(file));
      case Exhibit.File(Attachment file) ->
          node.putObject("file")
              .put("name", file.name())
              .put("type", file.mediaType())
              .put("bytes", file.size())
              .put("size", file.sizeInWords())
              .put("sha256", file.sha256())
              .put("address", file.place());
    }
  }

  private static Exhibit exhibit(JsonNode node) {
    String caption = node.path("caption").asText();
    if (node.has("code")) {
      return new Exhibit.Code(caption, node.path("code").asText());
    }
    if (node.has("file")) {
      return new Exhibit.File(file(node.path("file")));
    }
    if (node.has("picture")) {
      return new Exhibit.Picture(caption, picture(node.path("picture")));
    }
    List<List<String>> rows = new ArrayList<>();
    node.path("rows").forEach(row -> rows.add(texts(row)));
    return new Exhibit.Table(caption, texts(node.path("columns")), rows);
  }

  private static PictureFile picture(JsonNode node) {
    return new PictureFile(
        node.path("type").asText(),
        node.path("bytes").asInt(),
        node.path("sha256").asText(),
        node.path("width").asInt(),
        node.path("height").asInt());
  }

  private static Attachment file(JsonNode node) {
    return new Attachment(
        node.path("name").asText(),
        node.path("type").asText(),
        node.path("bytes").asLong(),
        node.path("sha256").asText(),
        node.path("address").asText());
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Message.Button button(JsonNode node) {
    return new Message.Button(
        node.path("label").asText(),
        Message.Button.Style.valueOf(node.path("style").asText().toUpperCase(Locale.ROOT)),
        ButtonAction.decode(node.path("action").asText()));
  }
}
