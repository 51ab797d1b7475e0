package dev.deskhand.web.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.permissions.Principal;
import dev.deskhand.web.Component;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the page asks for and gets, apart from the events of the conversation. */
public final class PageJson {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,64}");

  private PageJson() {}

  /**
   * Something to say.
   *
   * @param id made by the page; the same one again is the same message
   */
  public record Utterance(String id, String text) {}

  /**
   * A button that was pressed.
   *
   * @param message the channel's id of the message that carried it
   */
  public record Click(String id, ButtonAction action, String message) {}

  /**
   * Reads {@code {"id", "text"}}.
   *
   * @throws IllegalArgumentException with what is wrong, in words for people
   */
  public static Utterance utterance(byte[] body) {
    ObjectNode node = Json.read(body);
    return new Utterance(id(node), string(node, "text"));
  }

  /**
   * Reads {@code {"id", "action", "message"}}.
   *
   * @throws IllegalArgumentException with what is wrong, in words for people
   */
  public static Click click(byte[] body) {
    ObjectNode node = Json.read(body);
    ButtonAction action = ButtonAction.decode(string(node, "action"));
    return new Click(id(node), action, string(node, "message"));
  }

  public static String accepted(Reception.Acceptance acceptance) {
    String word = acceptance.name().toLowerCase(Locale.ROOT);
    return Json.text(Json.object().put("status", word));
  }

  public static String error(String message) {
    return Json.text(Json.object().put("error", message));
  }

  public static String me(Principal principal) {
    return Json.text(
        Json.object().put("person", principal.id().value()).put("name", principal.name()));
  }

  /** The whole process in one word, and each part of it. */
  public static String health(String status, List<Component> components) {
    ObjectNode node = Json.object().put("status", status);
    ObjectNode parts = node.putObject("components");
    components.forEach(
        part -> parts.put(part.name(), part.state().name().toLowerCase(Locale.ROOT)));
    ObjectNode versions = node.putObject("versions");
    components.forEach(part -> part.version().ifPresent(it -> versions.put(part.name(), it)));
    return Json.text(node);
  }

  private static String id(JsonNode node) {
    return id(string(node, "id"));
  }

  /**
   * An id as the page makes them.
   *
   * @throws IllegalArgumentException with what is wrong, in words for people
   */
  public static String id(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "'id' has to be 8 to 64 letters, digits or hyphens, such as a UUID");
    }
    return id;
  }

  private static String string(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("'" + name + "' is missing or not a string");
    }
    return value.textValue();
  }
}
