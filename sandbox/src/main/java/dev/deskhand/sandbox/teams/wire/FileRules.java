package dev.deskhand.sandbox.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The cards for files
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4).
 */
final class FileRules {
  private static final String FAMILY = "application/vnd.microsoft.teams.card.file.";

  private FileRules() {}

  static boolean isFile(JsonNode attachment) {
    return attachment.path("contentType").asText().startsWith(FAMILY);
  }

  /** Whether somebody is asked by it. */
  static boolean isConsent(JsonNode attachment) {
    return attachment.path("contentType").asText().equals(FAMILY + "consent");
  }

  static List<String> findings(JsonNode attachment) {
    JsonNode content = attachment.path("content");
    List<String> found = new ArrayList<>();
    if (isConsent(attachment)) {
      only(attachment, Set.of("contentType", "name", "content"), found);
      only(content, Set.of("description", "sizeInBytes", "acceptContext", "declineContext"), found);
      if (!content.path("acceptContext").isObject() || content.path("sizeInBytes").asLong() <= 0) {
        found.add("a question about a file needs its size and a context");
      }
    } else if (attachment.path("contentType").asText().equals(FAMILY + "info")) {
      only(attachment, Set.of("contentType", "name", "contentUrl", "content"), found);
      only(content, Set.of("uniqueId", "fileType"), found);
      if (!attachment.path("contentUrl").asText().startsWith("http")) {
        found.add("a file that is nowhere");
      }
    } else {
      found.add("an unknown card for a file");
    }
    return found;
  }

  private static void only(JsonNode node, Set<String> fields, List<String> found) {
    for (var entry : node.properties()) {
      if (!fields.contains(entry.getKey())) {
        found.add("the file's card has an unknown " + entry.getKey());
      }
    }
    for (String field : fields) {
      if (!node.has(field)) {
        found.add("the file's card has no " + field);
      }
    }
  }
}
