package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.SandboxFailure;
import dev.deskhand.sandbox.slack.AppAnswer;
import dev.deskhand.sandbox.slack.message.SlackView;
import dev.deskhand.sandbox.slack.message.ViewAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The modals and Home tabs that are shown, and what becomes of them. Thread-safe. */
public final class Views {
  private final Map<String, SlackView> shown = new LinkedHashMap<>();

  /** Shows a modal, or the Home tab of a user, whose earlier one is gone. */
  synchronized SlackView show(String user, JsonNode view) {
    String id = user.isEmpty() ? "V%010d".formatted(shown.size() + 1) : "VHOME" + user;
    return keep(id, user, view);
  }

  private synchronized SlackView keep(String id, String user, JsonNode view) {
    ObjectNode json = view.deepCopy();
    SlackView kept = new SlackView(id, user, Json.text(json.put("id", id)));
    shown.put(id, kept);
    notifyAll();
    return kept;
  }

  /** Waits until a view is shown that fits; empty when the time is over before. */
  public synchronized Optional<SlackView> await(Predicate<SlackView> wanted, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      Optional<SlackView> found = shown.values().stream().filter(wanted).findFirst();
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (found.isPresent() || left <= 0) {
        return found;
      }
      wait(left);
    }
  }

  /** All of them, each as it reads now, in the order in which they were first shown. */
  public synchronized List<SlackView> all() {
    return List.copyOf(shown.values());
  }

  /**
   * What an app's answer to a submission does to the modal.
   *
   * @throws SandboxFailure if it is none that Slack would take
   */
  public ViewAnswer answered(SlackView view, AppAnswer answer) {
    if (answer.status() != 200) {
      throw new SandboxFailure("the form was answered with HTTP " + answer.status());
    }
    if (answer.body().isEmpty()) {
      return new ViewAnswer.Closed();
    }
    JsonNode json =
        Json.read(answer.body()).orElseThrow(() -> new SandboxFailure("no JSON: " + answer.body()));
    return switch (json.path("response_action").asText()) {
      case "clear" -> new ViewAnswer.Closed();
      case "errors" -> new ViewAnswer.Errors(errors(view, json));
      case "update" -> new ViewAnswer.Updated(updated(view, json));
      default -> throw new SandboxFailure("no response_action of Slack: " + answer.body());
    };
  }

  /**
   * The options that are shown to whoever types, their labels by their values.
   *
   * @throws SandboxFailure if it is no answer that Slack would take
   */
  public Map<String, String> suggested(AppAnswer answer) {
    JsonNode json =
        Json.read(answer.body()).orElseThrow(() -> new SandboxFailure("no JSON: " + answer.body()));
    only(json, Set.of("options"));
    Findings findings = new Findings();
    if (answer.status() != 200 || !json.path("options").isArray()) {
      findings.add("/options", "must be a list, with HTTP 200");
    }
    if (!json.path("options").isEmpty()) {
      TextRules.options(json, "", findings);
    }
    if (!findings.isEmpty()) {
      throw new SandboxFailure("options that Slack does not show: " + findings.all());
    }
    Map<String, String> options = new LinkedHashMap<>();
    json.path("options")
        .forEach(
            it -> options.put(it.path("value").asText(), it.path("text").path("text").asText()));
    return options;
  }

  private static Map<String, String> errors(SlackView view, JsonNode json) {
    only(json, Set.of("response_action", "errors"));
    Map<String, String> labels = new HashMap<>();
    inputs(view).forEach(input -> labels.put(input.path("block_id").asText(), label(input)));
    Map<String, String> errors = new LinkedHashMap<>();
    json.path("errors")
        .properties()
        .forEach(
            entry ->
                errors.put(
                    Optional.ofNullable(labels.get(entry.getKey()))
                        .orElseThrow(() -> new SandboxFailure("no input block " + entry.getKey())),
                    entry.getValue().asText()));
    if (errors.isEmpty()) {
      throw new SandboxFailure("errors without any");
    }
    return errors;
  }

  private SlackView updated(SlackView view, JsonNode json) {
    only(json, Set.of("response_action", "view"));
    List<String> problems = ViewRules.modal(json.path("view"));
    if (!problems.isEmpty()) {
      throw new SandboxFailure("the next view can't be shown: " + problems);
    }
    return keep(view.id(), "", json.path("view"));
  }

  private static void only(JsonNode json, Set<String> allowed) {
    Set<String> names = new HashSet<>();
    json.fieldNames().forEachRemaining(names::add);
    names.removeAll(allowed);
    if (!names.isEmpty()) {
      throw new SandboxFailure("fields that Slack does not know: " + names);
    }
  }

  static List<JsonNode> inputs(SlackView view) {
    List<JsonNode> inputs = new ArrayList<>();
    for (JsonNode block : Json.read(view.json()).orElseThrow().path("blocks")) {
      if (block.path("type").asText().equals("input")) {
        inputs.add(block);
      }
    }
    return inputs;
  }

  static String label(JsonNode input) {
    return input.path("label").path("text").asText();
  }
}
