package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** views.open, with trigger ids that live 3 s and serve once. */
final class ViewMethods {
  static final MethodShape OPEN = new MethodShape(Set.of("trigger_id", "view"), Set.of());

  private static final Set<String> MODAL =
      Set.of(
          "type",
          "title",
          "blocks",
          "close",
          "submit",
          "private_metadata",
          "callback_id",
          "clear_on_close",
          "notify_on_close",
          "external_id",
          "submit_disabled");

  private final InstantSource clock;
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  ViewMethods(InstantSource clock) {
    this.clock = clock;
  }

  SlackAnswer open(Arguments arguments) {
    JsonNode view = arguments.json("view").orElseThrow();
    Optional<SlackAnswer> refusal =
        viewRefusal(view).or(() -> triggerRefusal(arguments.text("trigger_id", "")));
    return refusal.orElseGet(() -> opened(view));
  }

  private static Optional<SlackAnswer> viewRefusal(JsonNode view) {
    Findings findings = new Findings();
    if (findings.object(view, "/view", MODAL)) {
      if (!view.path("type").asText().equals("modal")) {
        findings.add("/view/type", "must be modal");
      }
      TextRules.plain(view, "title", "/view", 24, findings);
      findings.optionalText(view, "callback_id", "/view", 255);
      findings.optionalText(view, "private_metadata", "/view", 3000);
    }
    List<String> blocks = BlockRules.problems(view.path("blocks"), BlockRules.Surface.MODAL);
    blocks.forEach(problem -> findings.add("/view", problem));
    return findings.isEmpty()
        ? Optional.empty()
        : Optional.of(SlackAnswer.refusal("invalid_arguments", findings.all()));
  }

  private Optional<SlackAnswer> triggerRefusal(String id) {
    return switch (TriggerIds.age(id, clock)) {
      case TriggerIds.Age.Unknown() -> Optional.of(SlackAnswer.refusal("invalid_trigger_id"));
      case TriggerIds.Age.Known(Duration age) when age.compareTo(TriggerIds.LIFETIME) > 0 ->
          Optional.of(SlackAnswer.refusal("expired_trigger_id"));
      case TriggerIds.Age.Known known ->
          used.add(id)
              ? Optional.empty()
              : Optional.of(SlackAnswer.refusal("exchanged_trigger_id"));
    };
  }

  private SlackAnswer opened(JsonNode view) {
    SlackAnswer answer = SlackAnswer.ok();
    ObjectNode shown = view.deepCopy();
    shown
        .put("id", "V" + used.size())
        .put("team_id", Workspace.TEAM)
        .put("hash", "1." + used.size());
    answer.body().set("view", shown);
    return answer;
  }
}
