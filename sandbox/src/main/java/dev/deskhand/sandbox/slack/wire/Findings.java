package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a JSON value, each with its pointer. Owned by one thread. */
final class Findings {
  private final List<String> found = new ArrayList<>();

  void add(String pointer, String message) {
    found.add(message + " [json-pointer:" + pointer + "]");
  }

  List<String> all() {
    return List.copyOf(found);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** The value must be an object with these fields only. */
  boolean object(JsonNode node, String pointer, Set<String> allowed) {
    if (!node.isObject()) {
      add(pointer, "must be an object");
      return false;
    }
    Set<String> extra = new HashSet<>();
    node.fieldNames().forEachRemaining(extra::add);
    extra.removeAll(allowed);
    extra.forEach(name -> add(pointer + "/" + name, "invalid additional property"));
    return true;
  }

  /** The field must be a non-empty string of at most so many characters. */
  void text(JsonNode parent, String field, String pointer, int longest) {
    JsonNode node = parent.path(field);
    String where = pointer + "/" + field;
    if (!node.isTextual()) {
      add(where, node.isMissingNode() ? "missing required field" : "must be a string");
    } else if (node.textValue().isEmpty()) {
      add(where, "must be more than 0 characters");
    } else if (length(node.textValue()) > longest) {
      add(where, "must be at most " + longest + " characters");
    }
  }

  void optionalText(JsonNode parent, String field, String pointer, int longest) {
    if (parent.has(field)) {
      text(parent, field, pointer, longest);
    }
  }

  /** The field must be a list of one to so many entries. */
  boolean list(JsonNode parent, String field, String pointer, int most) {
    JsonNode node = parent.path(field);
    String where = pointer + "/" + field;
    if (!node.isArray() || node.isEmpty()) {
      add(where, "must be a list of at least one entry");
      return false;
    }
    if (node.size() > most) {
      add(where, "must have at most " + most + " entries");
    }
    return true;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
