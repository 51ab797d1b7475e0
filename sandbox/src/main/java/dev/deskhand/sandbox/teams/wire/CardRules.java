package dev.deskhand.sandbox.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an Adaptive Card 1.5 may hold, after https://adaptivecards.io/explorer, and what Teams takes
 * of it: 28 KB, six actions of a set. Teams ignores what it does not know; here that is a mistake
 * of the app. Owned by one thread.
 */
final class CardRules {
  private static final int LARGEST = 28 * 1024;
  private static final int MOST_ACTIONS = 6;

  private static final Set<String> COMMON =
      Set.of("type", "id", "spacing", "separator", "isVisible", "fallback", "height");

  private static final Map<String, Set<String>> ELEMENTS =
      Map.of(
          "TextBlock",
              Set.of("text", "color", "fontType", "isSubtle", "maxLines", "size", "weight", "wrap"),
          "RichTextBlock", Set.of("inlines", "horizontalAlignment"),
          "ColumnSet", Set.of("columns", "style", "bleed", "minHeight"),
          "Container", Set.of("items", "style", "bleed", "minHeight"),
          "ActionSet", Set.of("actions"),
          "FactSet", Set.of("facts"),
          "Input.Text",
              Set.of(
                  "label",
                  "isRequired",
                  "errorMessage",
                  "placeholder",
                  "value",
                  "maxLength",
                  "isMultiline",
                  "regex",
                  "style"),
          "Input.ChoiceSet",
              Set.of(
                  "label",
                  "isRequired",
                  "errorMessage",
                  "placeholder",
                  "value",
                  "choices",
                  "choices.data",
                  "isMultiSelect",
                  "style",
                  "wrap"),
          "Input.Date", Set.of("label", "isRequired", "errorMessage", "value", "min", "max"),
          "Input.Toggle",
              Set.of(
                  "label", "title", "value", "valueOn", "valueOff", "isRequired", "errorMessage"));

  private static final Set<String> TABLE =
      Set.of("type", "spacing", "columns", "rows", "gridStyle", "showGridLines");

  private static final Set<String> IMAGE =
      Set.of("type", "spacing", "url", "altText", "size", "horizontalAlignment");

  private static final Map<String, Set<String>> ENUMS =
      Map.of(
          "spacing", Set.of("Default", "None", "Small", "Medium", "Large", "ExtraLarge", "Padding"),
          "weight", Set.of("Default", "Lighter", "Bolder"),
          "fontType", Set.of("Default", "Monospace"),
          "size", Set.of("Default", "Small", "Medium", "Large", "ExtraLarge"));

  private final List<String> found = new ArrayList<>();

  /** What is wrong with a card; nothing if it is right. */
  static List<String> findings(JsonNode card) {
    CardRules rules = new CardRules();
    rules.card(card);
    return rules.found;
  }

  private void card(JsonNode card) {
    only(
        card,
        "card",
        Set.of(
            "type",
            "$schema",
            "version",
            "fallbackText",
            "body",
            "actions",
            "msteams",
            "refresh",
            "speak",
            "lang"));
    require(card.path("type").asText().equals("AdaptiveCard"), "card.type is not AdaptiveCard");
    require(Set.of("1.4", "1.5").contains(card.path("version").asText()), "card.version");
    int size = card.toString().getBytes(StandardCharsets.UTF_8).length;
    require(size <= LARGEST, "the card is larger than 28 KB");
    only(card.path("msteams"), "msteams", Set.of("width", "entities"));
    require(card.path("body").isArray() && !card.path("body").isEmpty(), "the card has no body");
    card.path("body").forEach(this::element);
    actions(card.path("actions"));
    if (card.has("refresh")) {
      refresh(card.path("refresh"));
    }
  }

  private void refresh(JsonNode refresh) {
    only(refresh, "refresh", Set.of("action", "userIds"));
    JsonNode action = refresh.path("action");
    require(action.path("type").asText().equals("Action.Execute"), "refresh.action.type");
    text(action, "verb");
    action(action);
  }

  private void element(JsonNode element) {
    String type = element.path("type").asText();
    if (type.equals("Table")) {
      table(element);
      return;
    }
    if (type.equals("Image")) {
      image(element);
      return;
    }
    Set<String> fields = ELEMENTS.get(type);
    if (fields == null) {
      found.add("an element of type '" + type + "'");
      return;
    }
    Set<String> allowed = new TreeSet<>(COMMON);
    allowed.addAll(fields);
    only(element, type, allowed);
    enums(element);
    switch (type) {
      case "RichTextBlock" -> list(element, "inlines").forEach(this::run);
      case "TextBlock" -> text(element, "text");
      case "ColumnSet" -> list(element, "columns").forEach(this::column);
      case "Container" -> list(element, "items").forEach(this::element);
      case "ActionSet" -> actions(list(element, "actions"));
      case "FactSet" -> list(element, "facts").forEach(this::fact);
      default -> input(element);
    }
  }

  /** Clients fetch it without a login, or have it in the card. */
  private void image(JsonNode image) {
    only(image, "Image", IMAGE);
    enums(image);
    text(image, "altText");
    require(
        image.path("url").asText().matches("https://\\S+|data:image/(png|jpeg|gif);base64,\\S+"),
        "an Image that nobody can fetch");
  }

  private void table(JsonNode table) {
    only(table, "Table", TABLE);
    enums(table);
    int wide = list(table, "columns").size();
    table.path("columns").forEach(column -> only(column, "a column", Set.of("width")));
    for (JsonNode row : list(table, "rows")) {
      only(row, "TableRow", Set.of("type", "cells"));
      require(row.path("type").asText().equals("TableRow"), "a row that is no TableRow");
      require(row.path("cells").size() == wide, "a row with more or fewer cells than columns");
      for (JsonNode cell : row.path("cells")) {
        only(cell, "TableCell", Set.of("type", "items"));
        require(cell.path("type").asText().equals("TableCell"), "a cell that is no TableCell");
        require(cell.path("items").isArray(), "a cell without items");
        cell.path("items").forEach(this::element);
      }
    }
  }

  private void input(JsonNode input) {
    text(input, "id");
    text(input, "label");
    require(
        !input.path("isRequired").asBoolean() || input.has("errorMessage"),
        "an input that is required and has no errorMessage");
    if (input.has("choices.data")) {
      JsonNode query = input.path("choices.data");
      only(query, "choices.data", Set.of("type", "dataset", "associatedInputs"));
      require(query.path("type").asText().equals("Data.Query"), "choices.data.type");
      text(query, "dataset");
      require(input.path("style").asText().equals("filtered"), "a query in no filtered list");
    }
    for (JsonNode choice : input.path("choices")) {
      only(choice, "choice", Set.of("title", "value"));
      text(choice, "title");
      text(choice, "value");
    }
  }

  private void run(JsonNode run) {
    only(
        run,
        "TextRun",
        Set.of(
            "type",
            "text",
            "color",
            "fontType",
            "highlight",
            "isSubtle",
            "italic",
            "size",
            "strikethrough",
            "underline",
            "weight",
            "selectAction"));
    if (run.has("selectAction")) {
      JsonNode action = run.path("selectAction");
      only(action, "Action.OpenUrl", Set.of("type", "url", "title"));
      require(
          action.path("type").asText().equals("Action.OpenUrl")
              && action.path("url").asText().matches("https?://.+"),
          "an inline that leads nowhere");
    }
    require(run.path("type").asText().equals("TextRun"), "an inline that is no TextRun");
    text(run, "text");
    enums(run);
  }

  private void column(JsonNode column) {
    only(column, "Column", Set.of("type", "width", "items", "spacing", "separator", "id"));
    require(column.path("type").asText().equals("Column"), "a column that is no Column");
    require(column.path("items").isArray(), "a column without items");
    column.path("items").forEach(this::element);
  }

  private void fact(JsonNode fact) {
    only(fact, "fact", Set.of("title", "value"));
    text(fact, "title");
    text(fact, "value");
  }

  private void actions(JsonNode actions) {
    require(actions.size() <= MOST_ACTIONS, "more than six actions of a set");
    actions.forEach(this::action);
  }

  private void action(JsonNode action) {
    boolean executes = action.path("type").asText().equals("Action.Execute");
    require(executes || action.path("type").asText().equals("Action.Submit"), "action.type");
    only(
        action,
        "action",
        executes
            ? Set.of("type", "title", "verb", "data", "style", "fallback", "associatedInputs")
            : Set.of("type", "title", "data", "style", "associatedInputs"));
    text(action, "title");
    require(action.path("data").isObject(), "action.data is no object");
    require(
        Set.of("", "default", "positive", "destructive").contains(action.path("style").asText()),
        "action.style");
    if (action.has("fallback")) {
      action(action.path("fallback"));
    }
  }

  private void enums(JsonNode node) {
    ENUMS.forEach(
        (name, values) ->
            require(
                !node.has(name) || values.contains(node.path(name).asText()),
                name + " '" + node.path(name).asText() + "'"));
  }

  private void only(JsonNode node, String what, Set<String> allowed) {
    for (var entry : node.properties()) {
      require(allowed.contains(entry.getKey()), what + " has an unknown " + entry.getKey());
    }
  }

  private JsonNode list(JsonNode node, String field) {
    require(node.path(field).isArray() && !node.path(field).isEmpty(), field + " is empty");
    return node.path(field);
  }

  private void text(JsonNode node, String field) {
    require(!node.path(field).asText().isEmpty(), field + " is missing or empty");
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      found.add(otherwise);
    }
  }
}
