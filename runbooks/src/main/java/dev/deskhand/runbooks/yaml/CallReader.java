package dev.deskhand.runbooks.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.runbooks.Call;
import dev.deskhand.runbooks.action.StepAction.Signature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code action}, {@code target} and {@code with}, of a step or of its undo. */
final class CallReader {
  private final Map<String, Signature> actions;
  private final References references;
  private final Problems problems;

  CallReader(Map<String, Signature> actions, References references, Problems problems) {
    this.actions = actions;
    this.references = references;
    this.problems = problems;
  }

  /** What the action named there expects, if it is known. */
  Optional<Signature> signature(YamlMapping written) {
    return written.optionalText("action", new Problems()).map(actions::get);
  }

  /**
   * Reads a call.
   *
   * @param otherTarget taken when none is written
   */
  Optional<Call> read(YamlMapping written, Optional<Template> otherTarget) {
    String action = written.text("action", problems);
    if (!action.isBlank() && !actions.containsKey(action)) {
      problems.add(
          written.placeOf("action"),
          "unknown action '" + action + "': " + Problems.suggestion(action, actions.keySet()));
    }
    Optional<Template> target = target(written, otherTarget);
    Set<String> lists = signature(written).map(Signature::lists).orElse(Set.of());
    Set<String> literals = signature(written).map(Signature::literals).orElse(Set.of());
    Map<String, String> structures = signature(written).map(Signature::structures).orElse(Map.of());
    YamlMapping with = written.mapping("with", problems);
    Map<String, Template> arguments = new LinkedHashMap<>();
    Map<String, List<Template>> many = new LinkedHashMap<>();
    with.values()
        .forEach(
            (name, value) -> {
              if (literals.contains(name)) {
                value.asSequence().items().forEach(item -> requireLiteral(name, item));
              }
              if (lists.contains(name)) {
                many.put(
                    name,
                    value.asSequence().items().stream().map(it -> argument(name, it)).toList());
              } else if (structures.containsKey(name)) {
                arguments.putAll(new StructureReader(references, problems).read(name, value));
              } else {
                arguments.put(name, argument(name, value));
              }
            });
    structures.forEach((name, text) -> checkText(with, name, text));
    signature(written).ifPresent(expected -> checkNames(written, action, expected));
    Call.Known known = signature(written).map(CallReader::known).orElse(Call.Known.NOTHING);
    target.ifPresent(it -> references.checkKind(it, known.kind(), action, targetOf(written)));
    return target.map(it -> new Call(action, it, arguments, many, known));
  }

  private static Call.Known known(Signature signature) {
    return new Call.Known(
        Optional.of(signature.targetKind()), signature.forms().values(), signature.window());
  }

  private static SourcePosition targetOf(YamlMapping written) {
    return written.placeOf(written.find("target").isPresent() ? "target" : "action");
  }

  private Optional<Template> target(YamlMapping written, Optional<Template> other) {
    if (written.find("target").isEmpty() && other.isPresent()) {
      return other;
    }
    String text = written.text("target", problems);
    if (text.isBlank()) {
      return Optional.empty();
    }
    SourcePosition at = written.placeOf("target");
    Template target = Template.parse(text, at, problems);
    references.checkKnown(target, "a target", at);
    return Optional.of(target);
  }

  /** What a company's database or directory reads as its own language comes from the runbook. */
  private void requireLiteral(String name, YamlNode value) {
    String text = value.asText("'" + name + "'", new Problems());
    if (!Template.parse(text, value.at(), new Problems()).paths().isEmpty()) {
      problems.add(
          value.at(),
          "'" + name + "' has to stand here as it is: write ? and give the values in params");
    }
  }

  /** What is looked up between other things may end what it stands in, and begin another. */
  private void checkText(YamlMapping with, String structure, String name) {
    Optional<YamlNode> text = with.find(name);
    text.filter(_ -> with.find(structure).isPresent())
        .ifPresent(
            it ->
                problems.add(it.at(), "'" + name + "' and '" + structure + "' exclude each other"));
    text.map(it -> Template.parse(it.asText(name, new Problems()), it.at(), new Problems()))
        .filter(template -> !template.paths().isEmpty() && !isWhole(template))
        .ifPresent(
            _ ->
                problems.add(
                    with.placeOf(name),
                    "'"
                        + name
                        + "': what is looked up could change what the rest of the text means: write"
                        + " "
                        + structure
                        + ": { key: \"{{ … }}\" }, where a value stays a value"));
  }

  /** What the action of an earlier step found, and nothing beside it; never what people said. */
  private boolean isWhole(Template template) {
    return template.paths().size() == 1
        && references.isFound(template.paths().getFirst())
        && template.render(_ -> Optional.of("")).isBlank();
  }

  private Template argument(String name, YamlNode value) {
    Template template =
        Template.parse(value.asText("'" + name + "'", problems), value.at(), problems);
    references.checkArgument(template, value.at());
    return template;
  }

  private void checkNames(YamlMapping written, String action, Signature expected) {
    YamlMapping with = written.mapping("with", new Problems());
    Set<String> known = new TreeSet<>(expected.required());
    known.addAll(expected.optional());
    with.keys()
        .forEach(
            (name, at) -> {
              if (!known.contains(name)) {
                problems.add(
                    at,
                    "'"
                        + action
                        + "' has no argument '"
                        + name
                        + "': "
                        + Problems.suggestion(name, known));
              }
            });
    new TreeSet<>(expected.required())
        .stream()
            .filter(name -> with.find(name).isEmpty())
            .forEach(
                name ->
                    problems.add(
                        with.at(),
                        "'" + action + "' needs the argument '" + name + "' under with:"));
  }
}
