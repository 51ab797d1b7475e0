package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody's own page as a card, in as many pages as it takes. What it shows is asked for anew
 * whenever their client shows it, by its buttons, and when they turn to another page; nothing of it
 * is kept.
 */
public final class HomeCard {
  /** What the question for a page is called. */
  static final String VERB = "deskhand-home";

  private static final String COMMAND = "home";
  private static final int MOST_JSON = 20_000;
  private static final int MOST_PAGES = 1_000;

  private HomeCard() {}

  /** Whether somebody asks for their page in words. */
  static boolean isAsked(String text) {
    String word = text.strip();
    return word.equalsIgnoreCase(COMMAND) || word.equalsIgnoreCase("/" + COMMAND);
  }

  /** Whether a press asks for it. */
  static boolean isOf(JsonNode data) {
    return data.path(VERB).isIntegralNumber();
  }

  /** The page that a press asks for, from 0. */
  static int page(JsonNode data) {
    return Math.clamp(data.path(VERB).asInt(), 0, MOST_PAGES);
  }

  /** The message with a page of it. */
  public static String activity(List<Message> home, int page, FileStock stock) {
    ObjectNode activity = Json.object("message").put("summary", "My page");
    activity
        .putArray("attachments")
        .addObject()
        .put("contentType", AdaptiveCard.CONTENT_TYPE)
        .set("content", card(home, page, stock));
    return Json.text(activity);
  }

  /** A page of it, in place of the one that somebody sees; the last where there are no more. */
  static ObjectNode card(List<Message> home, int page, FileStock stock) {
    List<ArrayNode> pages = pages(home, stock);
    int shown = Math.min(page, pages.size() - 1);
    ArrayNode body = pages.get(shown);
    if (pages.size() > 1) {
      body.add(Runs.subtle("Page " + (shown + 1) + " of " + pages.size()));
    }
    ArrayNode turns = Json.array();
    if (shown > 0) {
      turns.add(turn("Back", shown - 1));
    }
    if (shown + 1 < pages.size()) {
      turns.add(turn("More", shown + 1));
    }
    body.add(Json.object("ActionSet").set("actions", turns.add(turn("Refresh", shown))));
    ObjectNode card = AdaptiveCard.card(body);
    ObjectNode refresh = turn("Refresh", shown);
    refresh.remove("fallback");
    card.putObject("refresh").set("action", refresh);
    return card;
  }

  private static ObjectNode turn(String title, int page) {
    ObjectNode execute = Json.object("Action.Execute").put("title", title).put("verb", VERB);
    execute.putObject("data").put(VERB, page);
    ObjectNode submit = Json.object("Action.Submit").put("title", title);
    submit.putObject("data").put(VERB, page);
    execute.set("fallback", submit);
    return execute;
  }

  private static List<ArrayNode> pages(List<Message> home, FileStock stock) {
    List<ArrayNode> pages = new ArrayList<>();
    pages.add(Json.array());
    int json = 0;
    for (Message message : home) {
      for (JsonNode body : bodies(message, stock)) {
        int more = Json.size(body);
        if (!pages.getLast().isEmpty() && json + more > MOST_JSON) {
          pages.add(Json.array());
          json = 0;
        }
        boolean isApart = !pages.getLast().isEmpty();
        for (JsonNode element : body) {
          pages.getLast().add(isApart ? apart(element) : element);
          isApart = false;
        }
        json += more;
      }
    }
    if (pages.getFirst().isEmpty()) {
      pages.getFirst().add(Runs.literal("…"));
    }
    return pages;
  }

  private static JsonNode apart(JsonNode element) {
    return element instanceof ObjectNode object
        ? object.deepCopy().put("separator", true).put("spacing", "Large")
        : element;
  }

  private static List<JsonNode> bodies(Message message, FileStock stock) {
    return AdaptiveCard.render(message, AdaptiveCard.Readers.ONE, stock).stream()
        .<JsonNode>map(
            it ->
                Json.read(it.getBytes(StandardCharsets.UTF_8))
                    .path("attachments")
                    .path(0)
                    .path("content")
                    .path("body"))
        .toList();
  }
}
