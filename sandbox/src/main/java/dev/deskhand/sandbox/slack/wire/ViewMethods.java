package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.slack.message.SlackView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** views.open, with trigger ids that live 3 s and serve once, and views.publish. */
final class ViewMethods {
  static final MethodShape OPEN = new MethodShape(Set.of("trigger_id", "view"), Set.of());
  static final MethodShape PUBLISH = new MethodShape(Set.of("user_id", "view"), Set.of("hash"));

  private final Workspace workspace;
  private final InstantSource clock;
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  ViewMethods(Workspace workspace, InstantSource clock) {
    this.workspace = workspace;
    this.clock = clock;
  }

  SlackAnswer open(Arguments arguments) {
    JsonNode view = arguments.json("view").orElseThrow();
    return ViewRules.refusal(ViewRules.modal(view))
        .or(() -> triggerRefusal(arguments.text("trigger_id", "")))
        .orElseGet(() -> shown(view, ""));
  }

  SlackAnswer publish(Arguments arguments) {
    JsonNode view = arguments.json("view").orElseThrow();
    String user = arguments.text("user_id", "");
    return ViewRules.refusal(ViewRules.home(view))
        .or(
            () ->
                workspace.userName(user).isPresent()
                    ? Optional.empty()
                    : Optional.of(SlackAnswer.refusal("user_not_found")))
        .orElseGet(() -> shown(view, user));
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

  private SlackAnswer shown(JsonNode view, String user) {
    SlackView kept = workspace.views().show(user, view);
    ObjectNode shown = (ObjectNode) Json.read(kept.json()).orElseThrow();
    SlackAnswer answer = SlackAnswer.ok();
    answer.body().set("view", shown.put("team_id", workspace.team()).put("hash", "1." + kept.id()));
    return answer;
  }
}
