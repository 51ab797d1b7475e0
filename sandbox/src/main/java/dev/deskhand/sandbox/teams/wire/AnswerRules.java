package dev.deskhand.sandbox.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.SandboxFailure;
import dev.deskhand.sandbox.teams.message.TeamsAnswer;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an app may answer to an invocation; what is unknown or wrong is a {@link SandboxFailure},
 * where Teams would show its user an error.
 */
public final class AnswerRules {
  private static final String CARD = "application/vnd.microsoft.card.adaptive";
  private static final String WORDS = "application/vnd.microsoft.activity.message";
  private static final String FOUND = "application/vnd.microsoft.search.searchResponse";
  private static final String PREVIEW = "application/vnd.microsoft.card.thumbnail";

  private AnswerRules() {}

  /** Reads the body of an answer. */
  public static TeamsAnswer read(String body) {
    if (body.isEmpty()) {
      return new TeamsAnswer.Nothing();
    }
    ObjectNode json =
        Json.read(body).orElseThrow(() -> new SandboxFailure("an answer that is no JSON object"));
    if (json.has("task")) {
      only(json, Set.of("task"));
      return task(json.path("task"));
    }
    if (json.has("composeExtension")) {
      only(json, Set.of("composeExtension"));
      return found(json.path("composeExtension"));
    }
    only(json, Set.of("statusCode", "type", "value"));
    require(json.path("statusCode").asInt() == 200, "statusCode is not 200");
    return switch (json.path("type").asText()) {
      case WORDS -> new TeamsAnswer.Said(text(json, "value"));
      case FOUND -> values(json.path("value"));
      case CARD -> new TeamsAnswer.Card(card(json.path("value")));
      default -> throw new SandboxFailure("an answer of type " + json.path("type"));
    };
  }

  private static TeamsAnswer values(JsonNode value) {
    only(value, Set.of("results"));
    require(value.path("results").isArray(), "results are no list");
    Map<String, String> titles = new LinkedHashMap<>();
    for (JsonNode result : value.path("results")) {
      only(result, Set.of("title", "value"));
      titles.put(text(result, "value"), text(result, "title"));
    }
    return new TeamsAnswer.Values(titles);
  }

  private static TeamsAnswer task(JsonNode task) {
    only(task, Set.of("type", "value"));
    if (task.path("type").asText().equals("message")) {
      return new TeamsAnswer.Said(text(task, "value"));
    }
    require(task.path("type").asText().equals("continue"), "task.type");
    JsonNode value = task.path("value");
    only(value, Set.of("title", "height", "width", "card"));
    require(Set.of("small", "medium", "large").contains(text(value, "height")), "height");
    require(Set.of("small", "medium", "large").contains(text(value, "width")), "width");
    only(value.path("card"), Set.of("contentType", "content"));
    require(text(value.path("card"), "contentType").equals(CARD), "a dialog without a card");
    return form(text(value, "title"), value.path("card").path("content"));
  }

  private static TeamsAnswer form(String title, JsonNode card) {
    TeamsMessage shown = card(card);
    Map<String, String> inputs = new LinkedHashMap<>();
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> datasets = new LinkedHashMap<>();
    for (JsonNode element : card.path("body")) {
      if (element.path("type").asText().startsWith("Input.")) {
        String label = text(element, "label");
        require(inputs.put(label, text(element, "id")) == null, "two inputs of one label");
        if (element.has("choices.data")) {
          datasets.put(label, text(element.path("choices.data"), "dataset"));
        }
        if (element.has("value")) {
          values.put(label, text(element, "value"));
        }
      }
    }
    require(shown.buttons().size() == 1, "a form with another number of buttons than one");
    String data = shown.buttons().getFirst().data();
    return new TeamsAnswer.Form(title, shown.text(), inputs, values, data, datasets);
  }

  private static TeamsAnswer found(JsonNode result) {
    if (result.path("type").asText().equals("message")) {
      only(result, Set.of("type", "text"));
      return new TeamsAnswer.Said(text(result, "text"));
    }
    only(result, Set.of("type", "attachmentLayout", "attachments"));
    require(text(result, "type").equals("result"), "composeExtension.type");
    require(Set.of("list", "grid").contains(text(result, "attachmentLayout")), "attachmentLayout");
    require(result.path("attachments").size() <= 25, "more results than 25");
    List<TeamsMessage> cards = new ArrayList<>();
    for (JsonNode attachment : result.path("attachments")) {
      only(attachment, Set.of("contentType", "content", "preview"));
      JsonNode preview = attachment.path("preview");
      require(text(preview, "contentType").equals(PREVIEW), "a result without a preview");
      only(preview.path("content"), Set.of("title", "text"));
      String _ = text(preview.path("content"), "title");
      cards.add(card(attachment.path("content")));
    }
    return new TeamsAnswer.Found(cards);
  }

  private static TeamsMessage card(JsonNode card) {
    List<String> findings = CardRules.findings(card);
    require(findings.isEmpty(), "a card that is not right: " + findings);
    return Town.message("", "", card);
  }

  private static void only(JsonNode node, Set<String> fields) {
    for (var entry : node.properties()) {
      require(fields.contains(entry.getKey()), "an unknown field " + entry.getKey());
    }
  }

  private static String text(JsonNode node, String field) {
    String text = node.path(field).asText();
    require(!text.isEmpty(), field + " is missing or empty");
    return text;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new SandboxFailure("the app's answer: " + otherwise);
    }
  }
}
