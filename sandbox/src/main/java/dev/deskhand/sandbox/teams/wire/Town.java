package dev.deskhand.sandbox.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsMessage.TeamsButton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The conversations of the simulated Teams, and what the app said in them. Thread-safe. */
public final class Town {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Said> said = new LinkedHashMap<>();
  private final List<String> shown = new ArrayList<>();
  private long given = 1_700_000_000_000L;

  private record Said(String conversation, ObjectNode activity) {}

  /** Adds a message; returns its id. */
  String add(String conversation, ObjectNode activity) {
    lock.lock();
    try {
      String id = Long.toString(++given);
      said.put(id, new Said(conversation, activity));
      keep(activity.toString());
      changed.signalAll();
      return id;
    } finally {
      lock.unlock();
    }
  }

  /** Changes a message; false if it is not there. */
  boolean replace(String conversation, String id, ObjectNode activity) {
    lock.lock();
    try {
      Said old = said.get(id);
      if (old == null || !old.conversation().equals(conversation)) {
        return false;
      }
      said.put(id, new Said(conversation, activity));
      keep(activity.toString());
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Keeps what the app showed, if there is a card in it. */
  public void keep(String json) {
    lock.lock();
    try {
      if (json.contains("AdaptiveCard")) {
        shown.add(json);
      }
    } finally {
      lock.unlock();
    }
  }

  /** All JSON with a card in it that the app ever showed, oldest first. */
  public List<String> shown() {
    lock.lock();
    try {
      return List.copyOf(shown);
    } finally {
      lock.unlock();
    }
  }

  /** The app deletes a message; false if it is not there. */
  boolean remove(String conversation, String id) {
    lock.lock();
    try {
      Said old = said.get(id);
      return old != null && old.conversation().equals(conversation) && said.remove(id) != null;
    } finally {
      lock.unlock();
    }
  }

  /** Somebody deletes a message. */
  public void delete(String id) {
    lock.lock();
    try {
      said.remove(id);
    } finally {
      lock.unlock();
    }
  }

  /** What the app said, oldest first, each as it reads now. */
  public List<TeamsMessage> messages() {
    lock.lock();
    try {
      return said.entrySet().stream().map(it -> message(it.getKey(), it.getValue())).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the app has said something that fits; empty when the time is over before. */
  public Optional<TeamsMessage> await(Predicate<TeamsMessage> wanted, Duration atMost)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      Optional<TeamsMessage> found = messages().stream().filter(wanted).findFirst();
      while (found.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
        found = messages().stream().filter(wanted).findFirst();
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  private static TeamsMessage message(String id, Said said) {
    List<String> lines = new ArrayList<>();
    List<TeamsButton> buttons = new ArrayList<>();
    lines.add(said.activity().path("text").asText());
    for (JsonNode attachment : said.activity().path("attachments")) {
      lines.add(FileRules.isFile(attachment) ? attachment.path("name").asText() : "");
      read(attachment.path("content"), lines, buttons);
    }
    lines.removeIf(String::isEmpty);
    return new TeamsMessage(
        said.conversation(), id, String.join("\n", lines), buttons, said.activity().toString());
  }

  /** A card as somebody sees it. */
  static TeamsMessage message(String conversation, String id, JsonNode card) {
    List<String> lines = new ArrayList<>();
    List<TeamsButton> buttons = new ArrayList<>();
    read(card, lines, buttons);
    return new TeamsMessage(conversation, id, String.join("\n", lines), buttons, card.toString());
  }

  /** To choose one of a list and press the button below it is one thing to do for each choice. */
  private static void choose(JsonNode input, JsonNode items, List<TeamsButton> buttons) {
    JsonNode action = items.path(items.size() - 1).path("actions").path(0);
    for (JsonNode choice : input.path("choices")) {
      buttons.add(
          new TeamsButton(
              choice.path("title").asText(),
              with(action.path("data"), input, choice),
              with(action.path("fallback").path("data"), input, choice)));
    }
  }

  private static String with(JsonNode data, JsonNode input, JsonNode choice) {
    return data instanceof ObjectNode object
        ? object.deepCopy().set(input.path("id").asText(), choice.path("value")).toString()
        : "";
  }

  private static void read(JsonNode node, List<String> lines, List<TeamsButton> buttons) {
    if (node.has("inlines")) {
      StringBuilder line = new StringBuilder();
      node.path("inlines").forEach(run -> line.append(run.path("text").asText()));
      lines.add(line.toString());
    }
    for (String inside : List.of("body", "columns", "items", "rows", "cells")) {
      node.path(inside).forEach(child -> read(child, lines, buttons));
    }
    if (node.path("type").asText().equals("Container")) {
      node.path("items").forEach(input -> choose(input, node.path("items"), buttons));
    }
    for (JsonNode action : node.path("actions")) {
      buttons.add(
          new TeamsButton(
              action.path("title").asText(),
              action.path("data").toString(),
              action.path("fallback").path("data").toString()));
    }
  }
}
