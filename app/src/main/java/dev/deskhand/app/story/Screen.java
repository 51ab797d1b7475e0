package dev.deskhand.app.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskhand.bot.message.Columns;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Legible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What one person was shown, in order. Thread-safe. */
final class Screen {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Shown> shown = new ArrayList<>();
  private final Consumer<String> printer;
  private int checked;

  /** A message and its buttons; a message that was replaced has none any more. */
  private record Shown(String id, String text, JsonNode buttons) {}

  /** A button as it can be pressed. */
  record Button(String action, String message) {}

  Screen(Consumer<String> printer) {
    this.printer = printer;
  }

  void hear(JsonNode event) {
    JsonNode message = event.path("message");
    if (message.isMissingNode()) {
      return;
    }
    String text = Legible.lines(text(message));
    lock.lock();
    try {
      String replaced = event.path("replaces").asText("");
      if (!replaced.isEmpty()) {
        shown.replaceAll(
            it ->
                it.id().equals(replaced)
                    ? new Shown(it.id(), it.text(), message.path("none"))
                    : it);
      } else {
        printer.accept(text);
      }
      shown.add(new Shown(event.path("id").asText(), text, message.path("buttons")));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something with this text is shown that was not checked before. */
  boolean awaitText(String text, Duration patience) {
    return await(() -> next(text), patience).isPresent();
  }

  /** Waits until a button with this label can be pressed. */
  Optional<Button> awaitButton(String label, Duration patience) {
    return await(() -> button(label), patience);
  }

  /** Waits until no button with this label can be pressed any more. */
  boolean awaitNoButton(String label, Duration patience) {
    return await(() -> button(label).isEmpty() ? Optional.of(label) : Optional.empty(), patience)
        .isPresent();
  }

  boolean everShowed(String text) {
    lock.lock();
    try {
      return shown.stream().anyMatch(it -> it.text().contains(text));
    } finally {
      lock.unlock();
    }
  }

  /** Everything shown, for the message of a failure. */
  String contents() {
    lock.lock();
    try {
      return String.join("\n", shown.stream().map(Shown::text).toList());
    } finally {
      lock.unlock();
    }
  }

  private Optional<Integer> next(String text) {
    for (int i = checked; i < shown.size(); i++) {
      if (shown.get(i).text().contains(text)) {
        checked = i + 1;
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private Optional<Button> button(String label) {
    for (Shown it : shown.reversed()) {
      for (JsonNode button : it.buttons()) {
        if (button.path("label").asText().equals(label)) {
          return Optional.of(new Button(button.path("action").asText(), it.id()));
        }
      }
    }
    return Optional.empty();
  }

  private <T> Optional<T> await(Supplier<Optional<T>> condition, Duration patience) {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      Optional<T> found = condition.get();
      while (found.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
        found = condition.get();
      }
      return found;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private static String text(JsonNode message) {
    StringBuilder text = new StringBuilder(message.path("text").asText());
    for (JsonNode fact : message.path("facts")) {
      text.append("\n  ")
          .append(fact.path("label").asText())
          .append(": ")
          .append(fact.path("value").asText());
    }
    for (JsonNode exhibit : message.path("exhibits")) {
      text.append('\n').append(exhibit(exhibit).indent(2).stripTrailing());
    }
    List<String> labels = new ArrayList<>();
    message
        .path("buttons")
        .forEach(button -> labels.add("[" + button.path("label").asText() + "]"));
    return labels.isEmpty() ? text.toString() : text + "\n  " + String.join(" ", labels);
  }

  /** As plain text: a table in aligned columns. */
  private static String exhibit(JsonNode exhibit) {
    if (exhibit.has("picture")) {
      return "[picture: " + exhibit.path("caption").asText() + "]";
    }
    List<String> lines = new ArrayList<>();
    lines.add(exhibit.path("caption").asText());
    if (exhibit.has("code")) {
      lines.add(exhibit.path("code").asText());
    } else if (exhibit.has("file")) {
      JsonNode file = exhibit.path("file");
      lines.add(file.path("size").asText() + ", " + file.path("address").asText());
    } else {
      List<List<String>> rows = new ArrayList<>();
      exhibit.path("rows").forEach(row -> rows.add(texts(row)));
      lines.addAll(Columns.of(new Exhibit.Table("", texts(exhibit.path("columns")), rows)).lines());
    }
    return String.join("\n", lines).strip();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
