package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Block Kit's limits: 50 blocks a message and 100 a modal, section text 3,000, field 2,000, button
 * value 2,000, ids 255 characters, 25 elements an actions block; block ids unique in a message,
 * action ids unique in their block. Kinds of blocks that Deskhand has no use for are refused.
 */
final class BlockRules {
  private static final int LONGEST_ID = 255;
  private static final Set<String> RICH = Set.of("rich_text_section", "rich_text_preformatted");

  /** Slack names no number: more than messages within their length hold. */
  private static final int MOST_RUNS = 400;

  /** Where the blocks stand decides how many there may be and whether inputs are among them. */
  enum Surface {
    MESSAGE(50),
    HOME(100),
    MODAL(100);

    private final int most;

    Surface(int most) {
      this.most = most;
    }
  }

  private final Surface surface;
  private final Pictures pictures;
  private final Findings findings = new Findings();
  private final Set<String> blockIds = new HashSet<>();

  /** The workspace's files that may be shown as pictures. */
  @FunctionalInterface
  interface Pictures {
    /** Why a file can't be shown; empty where it can. */
    Optional<String> fault(String id);
  }

  private BlockRules(Surface surface, Pictures pictures) {
    this.surface = surface;
    this.pictures = pictures;
  }

  /** What is wrong with the blocks; nothing when they may be shown. */
  static List<String> problems(JsonNode blocks, Surface surface, Pictures pictures) {
    BlockRules rules = new BlockRules(surface, pictures);
    rules.check(blocks);
    return rules.findings.all();
  }

  private void check(JsonNode blocks) {
    if (!blocks.isArray()) {
      findings.add("/blocks", "must be a list");
      return;
    }
    if (blocks.size() > surface.most) {
      findings.add("/blocks", "no more than " + surface.most + " items allowed");
    }
    int index = 0;
    for (JsonNode block : blocks) {
      block(block, "/blocks/" + index++);
    }
  }

  private void block(JsonNode block, String pointer) {
    findings.optionalText(block, "block_id", pointer, LONGEST_ID);
    if (block.has("block_id") && !blockIds.add(block.path("block_id").asText())) {
      findings.add(pointer + "/block_id", "block_id already exists in this message");
    }
    switch (block.path("type").asText()) {
      case "section" -> section(block, pointer);
      case "actions" -> actions(block, pointer);
      case "context" -> context(block, pointer);
      case "divider" -> findings.object(block, pointer, Set.of("type", "block_id"));
      case "header" -> header(block, pointer);
      case "markdown" -> markdown(block, pointer);
      case "rich_text" -> richText(block, pointer);
      case "image" -> image(block, pointer);
      case "input" -> input(block, pointer);
      default -> findings.add(pointer + "/type", "unsupported type of block");
    }
  }

  private void section(JsonNode block, String pointer) {
    Set<String> allowed = Set.of("type", "block_id", "text", "fields", "accessory", "expand");
    if (!findings.object(block, pointer, allowed)) {
      return;
    }
    if (!block.has("text") && !block.has("fields")) {
      findings.add(pointer, "a section needs text or fields");
    }
    if (block.has("text")) {
      TextRules.any(block, "text", pointer, 3000, findings);
    }
    if (block.has("fields") && findings.list(block, "fields", pointer, 10)) {
      int index = 0;
      for (JsonNode field : block.path("fields")) {
        TextRules.check(field, pointer + "/fields/" + index++, 2000, findings);
      }
    }
    if (block.has("accessory")) {
      ElementRules.check(block.path("accessory"), pointer + "/accessory", findings);
    }
  }

  private void actions(JsonNode block, String pointer) {
    if (!findings.object(block, pointer, Set.of("type", "block_id", "elements"))
        || !findings.list(block, "elements", pointer, 25)) {
      return;
    }
    Set<String> actionIds = new HashSet<>();
    int index = 0;
    for (JsonNode element : block.path("elements")) {
      String where = pointer + "/elements/" + index++;
      ElementRules.check(element, where, findings);
      if (element.has("action_id") && !actionIds.add(element.path("action_id").asText())) {
        findings.add(where + "/action_id", "action_id already exists in this block");
      }
    }
  }

  private void context(JsonNode block, String pointer) {
    if (!findings.object(block, pointer, Set.of("type", "block_id", "elements"))
        || !findings.list(block, "elements", pointer, 10)) {
      return;
    }
    int index = 0;
    for (JsonNode element : block.path("elements")) {
      String where = pointer + "/elements/" + index++;
      if (element.path("type").asText().equals("image")) {
        ElementRules.image(element, where, findings);
      } else {
        TextRules.check(element, where, 3000, findings);
      }
    }
  }

  private void header(JsonNode block, String pointer) {
    if (findings.object(block, pointer, Set.of("type", "block_id", "text"))) {
      TextRules.plain(block, "text", pointer, 150, findings);
    }
  }

  private void markdown(JsonNode block, String pointer) {
    if (findings.object(block, pointer, Set.of("type", "block_id", "text"))) {
      findings.text(block, "text", pointer, 12_000);
    }
  }

  /** Of rich text only sections and what is preformatted. */
  private void richText(JsonNode block, String pointer) {
    if (!findings.object(block, pointer, Set.of("type", "block_id", "elements"))
        || !findings.list(block, "elements", pointer, 25)) {
      return;
    }
    int index = 0;
    for (JsonNode element : block.path("elements")) {
      String where = pointer + "/elements/" + index++;
      boolean isKnown = findings.object(element, where, Set.of("type", "elements", "border"));
      if (!RICH.contains(element.path("type").asText())) {
        findings.add(where + "/type", "unsupported type of element");
      } else if (isKnown && findings.list(element, "elements", where, MOST_RUNS)) {
        element.path("elements").forEach(run -> run(run, where + "/elements"));
      }
    }
  }

  /** Each within the 3,000 characters of a section. */
  private void run(JsonNode run, String pointer) {
    boolean isLink = run.path("type").asText().equals("link");
    Set<String> allowed =
        isLink ? Set.of("type", "url", "text", "style") : Set.of("type", "text", "style");
    if (!findings.object(run, pointer, allowed)) {
      return;
    }
    if (isLink) {
      findings.text(run, "url", pointer, 3000);
    } else if (!run.path("type").asText().equals("text")) {
      findings.add(pointer + "/type", "unsupported type of element");
    }
    findings.text(run, "text", pointer, 3000);
  }

  private void image(JsonNode block, String pointer) {
    Set<String> allowed =
        Set.of("type", "block_id", "image_url", "alt_text", "title", "slack_file");
    if (!findings.object(block, pointer, allowed)) {
      return;
    }
    findings.text(block, "alt_text", pointer, 2000);
    if (block.has("title")) {
      TextRules.plain(block, "title", pointer, 2000, findings);
    }
    if (block.has("image_url") == block.has("slack_file")) {
      findings.add(pointer, "an image needs either image_url or slack_file");
    } else if (block.has("image_url")) {
      findings.text(block, "image_url", pointer, 3000);
    } else {
      slackFile(block.path("slack_file"), pointer + "/slack_file");
    }
  }

  /** By its id alone: whoever names a file by its address is refused here. */
  private void slackFile(JsonNode file, String pointer) {
    if (findings.object(file, pointer, Set.of("id"))) {
      findings.text(file, "id", pointer, LONGEST_ID);
      pictures
          .fault(file.path("id").asText())
          .ifPresent(why -> findings.add(pointer, "invalid slack file: " + why));
    }
  }

  private void input(JsonNode block, String pointer) {
    if (surface != Surface.MODAL) {
      findings.add(pointer, "inputs are supported in modals only");
      return;
    }
    Set<String> allowed =
        Set.of("type", "block_id", "label", "element", "hint", "optional", "dispatch_action");
    if (findings.object(block, pointer, allowed)) {
      TextRules.plain(block, "label", pointer, 2000, findings);
      if (block.has("hint")) {
        TextRules.plain(block, "hint", pointer, 2000, findings);
      }
      if (!Set.of(
              "static_select",
              "external_select",
              "plain_text_input",
              "datepicker",
              "checkboxes",
              "radio_buttons")
          .contains(block.path("element").path("type").asText())) {
        findings.add(pointer + "/element", "not an element that is filled in");
      }
      ElementRules.check(block.path("element"), pointer + "/element", findings);
    }
  }
}
