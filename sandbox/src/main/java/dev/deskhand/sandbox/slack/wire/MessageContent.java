package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What a message says: text, blocks, attachments, metadata; checked, then put into its JSON. */
final class MessageContent {
  private static final int LONGEST_TEXT = 40_000;

  /** Found by users of the interface rather than documented: the blocks' text as a whole. */
  private static final int LONGEST_BLOCKS = 13_200;

  private MessageContent() {}

  /** The refusal that the content deserves, if any. */
  static Optional<SlackAnswer> refusal(Arguments arguments, Shelf files) {
    int length = arguments.text("text", "").length();
    if (length > LONGEST_TEXT) {
      return Optional.of(SlackAnswer.refusal("msg_too_long"));
    }
    if (length == 0 && !says(arguments, "blocks") && !says(arguments, "attachments")) {
      return Optional.of(SlackAnswer.refusal("no_text"));
    }
    return arguments
        .json("blocks")
        .flatMap(blocks -> blocksRefusal(blocks, files))
        .or(() -> arguments.json("metadata").flatMap(MessageContent::metadataRefusal));
  }

  private static boolean says(Arguments arguments, String name) {
    return arguments.json(name).filter(value -> !value.isEmpty() || value.isTextual()).isPresent();
  }

  private static Optional<SlackAnswer> blocksRefusal(JsonNode blocks, Shelf files) {
    List<String> problems =
        BlockRules.problems(blocks, BlockRules.Surface.MESSAGE, files::pictureFault);
    if (!problems.isEmpty()) {
      List<String> messages = problems.stream().map(problem -> "[ERROR] " + problem).toList();
      return Optional.of(SlackAnswer.refusal("invalid_blocks", messages));
    }
    if (Json.text(blocks).length() > LONGEST_BLOCKS) {
      return Optional.of(SlackAnswer.refusal("msg_blocks_too_long"));
    }
    return Optional.empty();
  }

  private static Optional<SlackAnswer> metadataRefusal(JsonNode metadata) {
    boolean whole =
        metadata.path("event_type").isTextual()
            && !metadata.path("event_type").textValue().isEmpty()
            && metadata.path("event_payload").isObject()
            && metadata.size() == 2;
    return whole ? Optional.empty() : Optional.of(SlackAnswer.refusal("invalid_metadata_format"));
  }

  /** Puts what is given into the message; what is not given stays as it was. */
  static void put(Arguments arguments, ObjectNode message) {
    arguments.text("text").ifPresent(text -> message.put("text", text));
    arguments.json("blocks").ifPresent(blocks -> message.set("blocks", withIds(blocks)));
    arguments.json("attachments").ifPresent(value -> message.set("attachments", value));
    arguments.json("metadata").ifPresent(value -> message.set("metadata", value));
  }

  /** Slack gives ids to the blocks and elements that came without. */
  private static JsonNode withIds(JsonNode blocks) {
    ArrayNode copy = blocks.deepCopy();
    int index = 0;
    for (JsonNode block : copy) {
      String id = "given-" + index++;
      give(block, "block_id", id);
      int element = 0;
      for (JsonNode one : block.path("elements")) {
        give(one, "action_id", id + "-" + element++);
      }
      give(block.path("accessory"), "action_id", id + "-accessory");
    }
    return copy;
  }

  private static void give(JsonNode node, String field, String id) {
    String type = node.path("type").asText();
    boolean isPart =
        List.of("", "mrkdwn", "plain_text", "image").contains(type)
            || type.startsWith("rich_text_");
    boolean takesIt = field.equals("block_id") || !isPart;
    if (node instanceof ObjectNode object && takesIt && !object.has(field)) {
      object.put(field, id);
    }
  }
}
