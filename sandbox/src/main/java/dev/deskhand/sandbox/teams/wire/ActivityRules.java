package dev.deskhand.sandbox.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an app may send. The Bot Connector ignores what it does not know; here it is refused. */
final class ActivityRules {
  private static final Set<String> FIELDS =
      Set.of("type", "text", "textFormat", "summary", "attachments", "importance", "replyToId");
  private static final int LARGEST = 80 * 1024;
  private static final String CARD = "application/vnd.microsoft.card.adaptive";

  private ActivityRules() {}

  /** What is wrong with an activity; nothing if it is right. */
  static List<String> findings(ObjectNode activity) {
    List<String> found = new ArrayList<>();
    for (var entry : activity.properties()) {
      if (!FIELDS.contains(entry.getKey())) {
        found.add("the activity has an unknown " + entry.getKey());
      }
    }
    if (!activity.path("type").asText().equals("message")) {
      found.add("the activity is no message");
    }
    if (activity.toString().length() > LARGEST) {
      found.add("the activity is larger than 80 KB");
    }
    JsonNode attachments = activity.path("attachments");
    if (attachments.isEmpty() && activity.path("text").asText().isEmpty()) {
      found.add("the activity says nothing");
    }
    for (JsonNode attachment : attachments) {
      if (FileRules.isFile(attachment)) {
        found.addAll(FileRules.findings(attachment));
        continue;
      }
      if (!attachment.path("contentType").asText().equals(CARD) || attachment.size() != 2) {
        found.add("an attachment that is no card");
      }
      found.addAll(CardRules.findings(attachment.path("content")));
    }
    return found;
  }
}
