package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.slack.message.SlackButton;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message in the workspace; its JSON is never changed in place. */
record StoredMessage(String channel, Optional<String> onlyFor, ObjectNode json) {

  String ts() {
    return json.path("ts").asText();
  }

  Optional<String> threadTs() {
    return optional(json, "thread_ts");
  }

  boolean isReply() {
    return threadTs().filter(parent -> !parent.equals(ts())).isPresent();
  }

  boolean isInThread(String parent) {
    return ts().equals(parent) || threadTs().filter(parent::equals).isPresent();
  }

  boolean isBroadcast() {
    return json.path("subtype").asText().equals("thread_broadcast");
  }

  boolean isByApp() {
    return json.has("bot_id");
  }

  SlackMessage message() {
    return new SlackMessage(
        channel,
        ts(),
        threadTs(),
        json.path("text").asText(),
        buttons(),
        metadata(),
        onlyFor,
        Json.text(json));
  }

  private Optional<SlackMetadata> metadata() {
    JsonNode metadata = json.path("metadata");
    return metadata.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new SlackMetadata(
                metadata.path("event_type").asText(), Json.text(metadata.path("event_payload"))));
  }

  private List<SlackButton> buttons() {
    List<SlackButton> buttons = new ArrayList<>();
    for (JsonNode block : json.path("blocks")) {
      String blockId = block.path("block_id").asText();
      block.path("elements").forEach(element -> addButton(buttons, blockId, element));
      addButton(buttons, blockId, block.path("accessory"));
    }
    return buttons;
  }

  private static void addButton(List<SlackButton> buttons, String blockId, JsonNode element) {
    if (element.path("type").asText().equals("button")) {
      buttons.add(
          new SlackButton(
              blockId,
              element.path("action_id").asText(),
              element.path("text").path("text").asText(),
              optional(element, "value"),
              SlackButton.Kind.BUTTON));
    }
    if (element.path("type").asText().equals("static_select")) {
      String id = element.path("action_id").asText();
      for (JsonNode option : element.path("options")) {
        buttons.add(
            new SlackButton(
                blockId,
                id,
                option.path("text").path("text").asText(),
                optional(option, "value"),
                SlackButton.Kind.OPTION));
      }
    }
  }

  private static Optional<String> optional(JsonNode node, String field) {
    return node.has(field) ? Optional.of(node.path(field).asText()) : Optional.empty();
  }
}
