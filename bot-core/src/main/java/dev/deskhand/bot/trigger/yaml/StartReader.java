package dev.deskhand.bot.trigger.yaml;

import dev.deskhand.bot.trigger.Source;
import dev.deskhand.bot.trigger.Start;
import dev.deskhand.bot.trigger.Start.Input;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.trees.TreeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a trigger begins. */
final class StartReader {
  private final KnownContent known;
  private final Problems problems;

  StartReader(KnownContent known, Problems problems) {
    this.known = known;
    this.problems = problems;
  }

  Optional<Start> read(YamlMapping root, Source source) {
    boolean isRun = root.find("start").isPresent();
    boolean isWalk = root.find("walk").isPresent();
    if (isRun == isWalk) {
      problems.add(root.at(), "a trigger begins one thing: write start: RUNBOOK, or walk: TREE");
      return Optional.empty();
    }
    return isRun ? run(root, source) : walk(root, source);
  }

  private Optional<Start> walk(YamlMapping root, Source source) {
    String tree = root.text("walk", problems);
    if (!(source instanceof Source.Desk)) {
      problems.add(
          root.placeOf("walk"), "'walk': only a ticket has somebody to walk with; write start: …");
    }
    if (root.find("inputs").isPresent()) {
      problems.add(root.placeOf("inputs"), "'inputs': a tree asks for what it needs; take it out");
    }
    if (!known.trees().contains(tree)) {
      problems.add(
          root.placeOf("walk"),
          "'walk': no tree is called '" + tree + "': " + Problems.suggestion(tree, known.trees()));
      return Optional.empty();
    }
    return Optional.of(new Start.OfTree(new TreeId(tree)));
  }

  private Optional<Start> run(YamlMapping root, Source source) {
    String runbook = root.text("start", problems);
    List<InputDeclaration> declared = known.runbooks().get(runbook);
    Map<String, Input> inputs = inputs(root, source);
    if (declared == null) {
      problems.add(
          root.placeOf("start"),
          "'start': no runbook is called '"
              + runbook
              + "': "
              + Problems.suggestion(runbook, known.runbooks().keySet()));
      return Optional.empty();
    }
    checkInputs(root, runbook, declared, inputs);
    return Optional.of(new Start.OfRunbook(new RunbookId(runbook), inputs));
  }

  /** Nobody can be asked, so that everything without a default has to be given. */
  private void checkInputs(
      YamlMapping root,
      String runbook,
      List<InputDeclaration> declared,
      Map<String, Input> inputs) {
    YamlMapping written = root.mapping("inputs", problems);
    written.allowOnly(problems, declared.stream().map(InputDeclaration::name).toList());
    for (InputDeclaration input : declared) {
      String name = input.name();
      if (inputs.get(name) instanceof Input.Filled(Template value)) {
        input.refusal(value).ifPresent(why -> problems.add(written.placeOf(name), why));
      }
      if (input.presence() instanceof Presence.Required && written.find(name).isEmpty()) {
        problems.add(
            written.at(),
            "runbook '%s' needs '%s', and nobody can be asked: write inputs: { %2$s: … }"
                .formatted(runbook, name));
      }
    }
  }

  private Map<String, Input> inputs(YamlMapping root, Source source) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    YamlMapping written = root.mapping("inputs", problems);
    written
        .values()
        .forEach((name, node) -> input(node, source).ifPresent(it -> inputs.put(name, it)));
    return inputs;
  }

  private Optional<Input> input(YamlNode node, Source source) {
    if (node instanceof YamlMapping computed) {
      computed.allowOnly(problems, "value");
      SourcePosition at = computed.placeOf("value");
      return new Paths(source, problems, at)
          .expression(computed.text("value", problems).strip())
          .map(Input.Computed::new);
    }
    return Optional.of(
        new Input.Filled(
            new Paths(source, problems, node.at()).template(node.asText("an input", problems))));
  }
}
