package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.ButtonAction;
import java.util.List;
import java.util.function.Predicate;

/**
 * A card that several people see, each with the buttons that are for them: their client asks for it
 * (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views).
 *
 * <p>What it shows travels in the question, so that nothing of it is kept here. Whoever changes it
 * on the way changes what they see themselves, and nothing else.
 */
public final class SharedCard {
  /** What the question is called. */
  static final String VERB = "deskhand-see";

  private static final String BODY = "deskhand-body";

  private final JsonNode body;

  private SharedCard(JsonNode body) {
    this.body = body;
  }

  /** Whether a press is the question of somebody's client. */
  static boolean isAsked(JsonNode action) {
    return Json.textOf(action, "verb").equals(VERB);
  }

  /**
   * Reads the question's data.
   *
   * @throws MalformedException if it is another's
   */
  static SharedCard of(JsonNode data) {
    JsonNode body = data.path(BODY);
    for (JsonNode element : body) {
      if (!element.isObject()) {
        throw new MalformedException("a card's element is no object");
      }
    }
    if (!body.isArray() || body.isEmpty()) {
      throw new MalformedException("a card that is asked for has no body");
    }
    return new SharedCard(body);
  }

  /** Lets everybody's client ask for the card as it is for them. */
  static void offer(ObjectNode card, List<ObjectNode> body) {
    ObjectNode action =
        card.putObject("refresh")
            .putObject("action")
            .put("type", "Action.Execute")
            .put("title", "Refresh")
            .put("verb", VERB);
    action.putObject("data").putArray(BODY).addAll(body);
  }

  /** The card with the buttons for which this holds. */
  ObjectNode with(Predicate<ButtonAction> isShown) {
    ArrayNode kept = Json.array();
    for (JsonNode element : body) {
      if (isList(element) && !isKept(element.path("items").path(1), isShown)) {
        continue;
      }
      if (!Json.textOf(element, "type").equals("ActionSet")) {
        kept.add(element);
        continue;
      }
      ArrayNode actions = Json.array();
      element.path("actions").forEach(action -> keep(action, isShown, actions));
      if (!actions.isEmpty()) {
        kept.add(Json.object("ActionSet").set("actions", actions));
      }
    }
    return AdaptiveCard.card(kept.isEmpty() ? Json.array().add(Runs.literal("…")) : kept);
  }

  /** A list to choose from, with its button. */
  private static boolean isList(JsonNode element) {
    return Json.textOf(element, "type").equals("Container")
        && Menus.isOfList(element.path("items").path(1).path("actions").path(0).path("data"));
  }

  private static boolean isKept(JsonNode set, Predicate<ButtonAction> isShown) {
    return Menus.sample(set.path("actions").path(0).path("data")).filter(isShown).isPresent();
  }

  private static void keep(JsonNode action, Predicate<ButtonAction> isShown, ArrayNode into) {
    if (TeamsWire.action(action.path("data")).filter(isShown).isPresent()) {
      into.add(action);
    }
  }
}
