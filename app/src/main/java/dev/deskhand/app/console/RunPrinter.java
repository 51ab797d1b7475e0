package dev.deskhand.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskhand.bot.message.Legible;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints runs and plans as lines. */
final class RunPrinter {
  private static final String MARGIN = "      | ";

  private final PrintStream out;
  private final Map<String, Long> shown = new HashMap<>();
  private int printed;

  RunPrinter(PrintStream out) {
    this.out = out;
  }

  /** What people and targets wrote may not move about on a terminal, nor begin lines of its own. */
  private void print(String text) {
    out.println(Legible.lines(text).replace("\n", "\n    "));
  }

  void list(JsonNode runs) {
    if (runs.isEmpty()) {
      print("There are no runs that you could see.");
    }
    runs.forEach(run -> print(line(run) + ", asked by " + run.path("requester").asText()));
  }

  /** A run and all that happened to it. */
  void run(JsonNode run) {
    print(line(run));
    print("  asked by " + text(run, "requester") + " for " + text(run, "beneficiary"));
    print("  plan " + text(run, "digest"));
    inputs(run.path("inputs"));
    entries(run);
    live(run);
    end(run);
  }

  /** What the steps that are under way have said since this was printed last, in whole lines. */
  void live(JsonNode run) {
    for (JsonNode piece : run.path("live")) {
      String name = text(piece, "step") + " (attempt " + text(piece, "attempt") + ")";
      long from = piece.path("from").asLong();
      long seen = shown.getOrDefault(name, 0L);
      String said = text(piece, "text");
      String news = said.substring(Math.clamp(seen - from, 0, said.length()));
      int end = news.lastIndexOf('\n') + 1;
      if (end > 0) {
        print("  says      " + name + (from > seen ? ", some of it left out" : ""));
        news.substring(0, end).lines().forEach(line -> print(MARGIN + line));
        shown.put(name, Math.max(seen, from) + end);
      }
    }
  }

  /** What happened to a run since it was printed last. */
  void entries(JsonNode run) {
    JsonNode timeline = run.path("timeline");
    for (; printed < timeline.size(); printed++) {
      JsonNode entry = timeline.get(printed);
      print(
          "  "
              + text(entry, "at").replaceAll(".*T(\\d\\d:\\d\\d:\\d\\d).*", "$1")
              + "  "
              + text(entry, "kind")
              + "  "
              + text(entry, "what"));
    }
  }

  /** How a run stands, and what it waits for. */
  void end(JsonNode run) {
    print(line(run));
    run.path("awaited")
        .forEach(
            it ->
                print(
                    "  waits for "
                        + text(it, "what")
                        + (text(it, "step").isEmpty() ? "" : " (step " + text(it, "step") + ")")));
  }

  private static String line(JsonNode run) {
    String reason = text(run, "reason");
    return text(run, "id")
        + "  "
        + text(run, "title")
        + ": "
        + text(run, "state")
        + ", "
        + (reason.isEmpty() ? text(run, "progress").replace("\n", "; ") : reason);
  }

  /** Everything that a run would do, and whether it might. */
  void plan(JsonNode plan) {
    print(text(plan, "title") + " (" + text(plan, "runbook") + "), nothing is done");
    inputs(plan.path("inputs"));
    plan.path("steps").forEach(this::step);
    print("digest    " + text(plan, "digest"));
    print("decision  " + decision(plan.path("decision")));
  }

  private void step(JsonNode step) {
    String margin = "  ".repeat(step.path("depth").asInt() + 1);
    print(margin + text(step, "id") + ": " + text(step, "title"));
    String inner = margin + "    ";
    switch (text(step, "kind")) {
      case "act" -> act(inner, step);
      case "group" -> optional(inner, "runbook", step);
      case "each" ->
          print(
              inner
                  + text(step, "waves")
                  + " waves, "
                  + text(step, "together")
                  + " at a time, "
                  + text(step, "tolerated")
                  + " may fail");
      case "approval" ->
          print(inner + "waits for " + text(step, "count") + " of role " + text(step, "role"));
      case "ask" ->
          print(
              inner
                  + "asks "
                  + (text(step, "role").isEmpty() ? "the requester" : text(step, "role"))
                  + " for "
                  + pairs(step.path("form"))
                  + ", known later");
      case "wait" -> print(inner + "waits until " + text(step, "until"));
      case "compare" -> print(inner + "expects " + text(step, "expected"));
      default -> print(inner + "ends here: " + text(step, "because"));
    }
    optional(inner, "when", step);
    optional(inner, "lock", step);
    optional(inner, "if-locked", step);
    if (!text(step, "on-failure").equals("roll-back")) {
      print(inner + "on failure: " + text(step, "on-failure"));
    }
  }

  private void act(String inner, JsonNode step) {
    print(inner + call(step));
    print(inner + "effect: " + text(step, "effect"));
    JsonNode undo = step.path("undo");
    print(inner + "undo: " + (undo.isMissingNode() ? "nothing" : call(undo)));
    step.path("later").forEach(name -> print(inner + "known later: " + name.asText()));
  }

  private static String call(JsonNode call) {
    return text(call, "action")
        + " on "
        + text(call, "target")
        + " {"
        + pairs(call.path("arguments"))
        + "}";
  }

  private static String decision(JsonNode decision) {
    String role = text(decision, "role");
    String who =
        switch (text(decision, "outcome")) {
          case "needs-approval" -> " by " + text(decision, "count") + " of role " + role;
          case "human-only" -> ", for role " + role;
          default -> "";
        };
    return text(decision, "outcome") + who + ": " + text(decision, "why");
  }

  private void inputs(JsonNode inputs) {
    inputs
        .properties()
        .forEach(input -> print("  " + input.getKey() + " = " + input.getValue().asText()));
  }

  private void optional(String inner, String name, JsonNode step) {
    if (!text(step, name).isEmpty()) {
      print(inner + name + ": " + text(step, name));
    }
  }

  private static String pairs(JsonNode values) {
    return values.properties().stream()
        .map((Map.Entry<String, JsonNode> it) -> it.getKey() + "=" + value(it.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String value(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText("");
  }
}
