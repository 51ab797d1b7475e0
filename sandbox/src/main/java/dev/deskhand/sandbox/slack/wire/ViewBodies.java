package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.SandboxFailure;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import dev.deskhand.sandbox.slack.message.SlackView;
import java.util.Map;

/**
 * The payloads that Slack delivers when somebody fills in a modal or presses a button of their Home
 * tab. As Slack's own programs do, it keeps people from sending what is not filled in.
 */
final class ViewBodies {
  private ViewBodies() {}

  /**
   * A modal that was filled in.
   *
   * @param said by the labels of its inputs; the others keep what stands there
   */
  static ObjectNode submission(SlackSeat seat, SlackView view, Map<String, String> said) {
    ObjectNode payload = of("view_submission", seat, view);
    ObjectNode values = ((ObjectNode) payload.path("view")).putObject("state").putObject("values");
    for (JsonNode input : Views.inputs(view)) {
      JsonNode element = input.path("element");
      ObjectNode value =
          values
              .putObject(input.path("block_id").asText())
              .putObject(element.path("action_id").asText());
      String text = said.getOrDefault(Views.label(input), proposed(element));
      if (text.isEmpty() && !input.path("optional").asBoolean()) {
        throw new SandboxFailure("Slack does not send it: fill in '" + Views.label(input) + "'");
      }
      fill(value, element, text);
    }
    payload.putArray("response_urls");
    return payload;
  }

  private static String proposed(JsonNode element) {
    return switch (element.path("type").asText()) {
      case "static_select", "external_select" ->
          element.path("initial_option").path("value").asText();
      case "datepicker" -> element.path("initial_date").asText();
      default -> element.path("initial_value").asText();
    };
  }

  private static void fill(ObjectNode value, JsonNode element, String text) {
    String type = element.path("type").asText();
    value.put("type", type);
    switch (type) {
      case "static_select" -> {
        if (text.isEmpty()) {
          value.putNull("selected_option");
        } else {
          value.set("selected_option", option(element, text));
        }
      }
      case "external_select" -> {
        if (text.isEmpty()) {
          value.putNull("selected_option");
        } else {
          ObjectNode option = value.putObject("selected_option").put("value", text);
          option.putObject("text").put("type", "plain_text").put("text", "…");
        }
      }
      case "datepicker" -> put(value, "selected_date", text);
      default -> {
        if (text.length() > element.path("max_length").asInt(3_000)) {
          throw new SandboxFailure("Slack does not send it: a text is too long");
        }
        put(value, "value", text);
      }
    }
  }

  private static void put(ObjectNode value, String name, String text) {
    if (text.isEmpty()) {
      value.putNull(name);
    } else {
      value.put(name, text);
    }
  }

  private static JsonNode option(JsonNode element, String wanted) {
    for (JsonNode option : element.path("options")) {
      if (option.path("value").asText().equals(wanted)) {
        return option;
      }
    }
    throw new SandboxFailure("there is no option '" + wanted + "' to choose");
  }

  /** What Slack asks while somebody types into a menu whose options the app knows. */
  static ObjectNode suggestion(SlackSeat seat, SlackView view, String label, String typed) {
    ObjectNode payload = of("block_suggestion", seat, view);
    payload.putObject("container").put("type", "view").put("view_id", view.id());
    for (JsonNode input : Views.inputs(view)) {
      JsonNode element = input.path("element");
      if (Views.label(input).equals(label)
          && element.path("type").asText().equals("external_select")) {
        payload.put("action_id", element.path("action_id").asText());
        return payload.put("block_id", input.path("block_id").asText()).put("value", typed);
      }
    }
    throw new SandboxFailure("no menu '" + label + "' whose options are asked for");
  }

  /** A press of the first button with this label in somebody's Home tab. */
  static ObjectNode press(SlackSeat seat, SlackView view, String label) {
    ObjectNode payload = of("block_actions", seat, view);
    payload.putObject("container").put("type", "view").put("view_id", view.id());
    payload.putObject("state").putObject("values");
    for (JsonNode block : payload.path("view").path("blocks")) {
      for (JsonNode element : block.path("elements")) {
        if (element.path("text").path("text").asText().equals(label)) {
          ObjectNode action = element.deepCopy();
          action.put("block_id", block.path("block_id").asText()).put("action_ts", "1.1");
          payload.putArray("actions").add(action);
          return payload;
        }
      }
    }
    throw new SandboxFailure("no button '" + label + "' in " + view.json());
  }

  private static ObjectNode of(String type, SlackSeat seat, SlackView view) {
    ObjectNode payload = Json.object().put("type", type);
    payload.putObject("team").put("id", seat.team()).put("domain", "example");
    payload.putObject("user").put("id", seat.user()).put("team_id", seat.team());
    payload.put("api_app_id", Workspace.APP).put("token", "legacy-token-not-to-be-used");
    payload.putNull("enterprise").put("is_enterprise_install", false);
    ObjectNode shown = (ObjectNode) Json.read(view.json()).orElseThrow();
    shown.put("team_id", seat.team()).put("app_id", Workspace.APP).put("hash", "1." + view.id());
    payload.set("view", shown);
    return payload;
  }
}
