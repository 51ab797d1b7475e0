package dev.deskhand.web.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.permissions.Decision;
import dev.deskhand.runbooks.run.PlannedCall;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.Planning;
import dev.deskhand.runbooks.run.RunPlan;
import java.util.List;

/** A plan for people: every step in order, with what it does and what can't be known yet. */
final class PlanJson {
  private PlanJson() {}

  static ObjectNode of(Planning.Planned planned) {
    RunPlan plan = planned.plan();
    ObjectNode node =
        Json.object()
            .put("runbook", plan.runbook().value())
            .put("title", plan.title())
            .put("digest", planned.digest());
    ObjectNode inputs = node.putObject("inputs");
    plan.inputs().forEach((name, value) -> inputs.put(name, value.text()));
    ObjectNode targets = node.putObject("targets");
    plan.targets().forEach((name, target) -> targets.put(name, target.kind()));
    add(node.putArray("steps"), plan.steps(), 0);
    return node;
  }

  static ObjectNode of(Decision decision) {
    ObjectNode node = Json.object();
    switch (decision) {
      case Decision.Allow _ -> node.put("outcome", "allowed");
      case Decision.NeedsApproval needs ->
          node.put("outcome", "needs-approval")
              .put("role", needs.rule().role().value())
              .put("count", needs.rule().count());
      case Decision.HumanOnly human ->
          node.put("outcome", "human-only").put("role", human.role().value());
      case Decision.Deny _ -> node.put("outcome", "denied");
    }
    node.put("why", decision.reasons().sentence());
    ArrayNode policies = node.putArray("policies");
    decision.reasons().policyIds().forEach(policies::add);
    return node;
  }

  private static void add(ArrayNode into, List<PlannedStep> steps, int depth) {
    for (PlannedStep step : steps) {
      ObjectNode node =
          into.addObject()
              .put("id", step.id().value())
              .put("depth", depth)
              .put("title", step.title())
              .put("on-failure", step.onFailure().label());
      step.when().ifPresent(when -> node.put("when", when));
      step.lock().ifPresent(lock -> node.put("lock", lock));
      step.ifLocked().ifPresent(it -> node.put("if-locked", it.label()));
      content(node, step);
      add(into, step.below(), depth + 1);
    }
  }

  private static void content(ObjectNode node, PlannedStep step) {
    switch (step.content()) {
      case PlannedStep.Act act -> {
        node.put("kind", "act").put("effect", act.effect().label());
        call(node, act.call());
        act.undo().ifPresent(undo -> call(node.putObject("undo"), undo));
        ObjectNode later = node.putObject("output");
        act.output().forEach(later::put);
      }
      case PlannedStep.Group group -> {
        node.put("kind", "group");
        group
            .scope()
            .flatMap(PlannedStep.Scope::child)
            .ifPresent(child -> node.put("runbook", child.runbook().value()));
      }
      case PlannedStep.Each each ->
          node.put("kind", "each")
              .put("waves", each.waves().size())
              .put("together", each.limits().together())
              .put("tolerated", each.limits().tolerated());
      case PlannedStep.Approval approval ->
          node.put("kind", "approval")
              .put("role", approval.rule().role().value())
              .put("count", approval.rule().count());
      case PlannedStep.Ask ask -> {
        node.put("kind", "ask").put("within", ask.within().toString());
        ask.of().ifPresent(role -> node.put("role", role.value()));
        ObjectNode form = node.putObject("form");
        ask.form().forEach(field -> form.put(field.name(), field.type().label()));
      }
      case PlannedStep.Wait wait -> node.put("kind", "wait").put("until", until(wait.until()));
      case PlannedStep.Compare compare ->
          node.put("kind", "compare").put("expected", compare.expected());
      case PlannedStep.Finish finish -> node.put("kind", "finish").put("because", finish.because());
    }
  }

  private static void call(ObjectNode node, PlannedCall call) {
    node.put("action", call.action()).put("target", call.target());
    ObjectNode arguments = node.putObject("arguments");
    ArrayNode later = node.putArray("later");
    call.arguments()
        .forEach(
            (name, argument) -> {
              arguments.put(name, text(argument));
              if (argument instanceof PlannedCall.Argument.Later) {
                later.add(name);
              }
            });
    call.lists()
        .forEach(
            (name, items) -> {
              ArrayNode all = arguments.putArray(name);
              items.forEach(item -> all.add(text(item)));
            });
  }

  private static String text(PlannedCall.Argument argument) {
    return switch (argument) {
      case PlannedCall.Argument.Literal(String text) -> text;
      case PlannedCall.Argument.Later(String template) -> template;
      case PlannedCall.Argument.Secret(String reference) -> reference;
    };
  }

  private static String until(PlannedStep.Until until) {
    return switch (until) {
      case PlannedStep.Until.After after -> "after " + after.length();
      case PlannedStep.Until.At at -> text(at.time());
      case PlannedStep.Until.Window(String calendar) -> "the window " + calendar;
    };
  }
}
