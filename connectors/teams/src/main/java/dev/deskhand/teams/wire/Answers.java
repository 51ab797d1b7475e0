package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.FrontDesk.Offered;
import dev.deskhand.bot.message.Message;
import java.util.List;
import java.util.function.Predicate;

/** The bodies that invocations are answered with. */
public final class Answers {
  static final int TITLE = 60;
  private static final int PREVIEW = 200;

  private Answers() {}

  /** Tells whoever pressed a button that it was heard; the message itself changes later. */
  public static String pressed(String words) {
    return Json.text(
        Json.object()
            .put("statusCode", 200)
            .put("type", "application/vnd.microsoft.activity.message")
            .put("value", words));
  }

  /** A value that can be chosen, as it is said and shown. */
  public record Value(String value, String title) {}

  /** What is shown to whoever types into a list. */
  public static String values(List<Value> values) {
    ObjectNode answer =
        Json.object()
            .put("statusCode", 200)
            .put("type", "application/vnd.microsoft.search.searchResponse");
    ArrayNode results = answer.putObject("value").putArray("results");
    values.forEach(it -> results.addObject().put("value", it.value()).put("title", it.title()));
    return Json.text(answer);
  }

  /** A card with the buttons for which this holds, for whoever asked for it. */
  public static String seen(SharedCard card, Predicate<ButtonAction> isShown) {
    ObjectNode answer = Json.object().put("statusCode", 200).put("type", AdaptiveCard.CONTENT_TYPE);
    return Json.text(answer.set("value", card.with(isShown)));
  }

  /** A page of somebody's own page, in place of what they see. */
  public static String home(List<Message> home, int page, FileStock stock) {
    ObjectNode answer = Json.object().put("statusCode", 200).put("type", AdaptiveCard.CONTENT_TYPE);
    return Json.text(answer.set("value", HomeCard.card(home, page, stock)));
  }

  /** A dialog that says something. */
  public static String said(String words) {
    ObjectNode answer = Json.object();
    answer.putObject("task").put("type", "message").put("value", words);
    return Json.text(answer);
  }

  /** A dialog with a card. */
  static String dialog(String title, ObjectNode card) {
    ObjectNode answer = Json.object();
    ObjectNode value = answer.putObject("task").put("type", "continue").putObject("value");
    value
        .put("title", title.isBlank() ? "…" : AdaptiveCard.shortened(Runs.shown(title), TITLE))
        .put("height", "medium")
        .put("width", "medium");
    value.putObject("card").put("contentType", AdaptiveCard.CONTENT_TYPE).set("content", card);
    return Json.text(answer);
  }

  /** What was found in the catalogue. */
  public static String found(List<Offered> offers) {
    if (offers.isEmpty()) {
      return notFound("Nothing in the catalogue fits these words.");
    }
    ObjectNode answer = Json.object();
    ArrayNode attachments =
        answer
            .putObject("composeExtension")
            .put("type", "result")
            .put("attachmentLayout", "list")
            .putArray("attachments");
    offers.forEach(it -> attachments.add(attachment(it)));
    return Json.text(answer);
  }

  /** Why nothing is shown of the catalogue. */
  public static String notFound(String words) {
    ObjectNode answer = Json.object();
    answer.putObject("composeExtension").put("type", "message").put("text", words);
    return Json.text(answer);
  }

  private static ObjectNode attachment(Offered offered) {
    ObjectNode attachment = Json.object().put("contentType", AdaptiveCard.CONTENT_TYPE);
    attachment.set("content", AdaptiveCard.of(offered));
    attachment
        .putObject("preview")
        .put("contentType", "application/vnd.microsoft.card.thumbnail")
        .putObject("content")
        .put("title", preview(offered.title()))
        .put("text", preview(offered.about()));
    return attachment;
  }

  /** A preview's text is HTML. */
  private static String preview(String text) {
    return Runs.shown(AdaptiveCard.shortened(text, PREVIEW))
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
