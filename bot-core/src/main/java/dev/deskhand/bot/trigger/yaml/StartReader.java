package dev.deskhand.bot.trigger.yaml;

import dev.deskhand.bot.offer.Fixing;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.Subject;
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

/** Reads what a trigger begins, or offers. */
final class StartReader {
  private static final List<String> KINDS = List.of("start", "walk", "offer");

  private final KnownContent known;
  private final Problems problems;

  StartReader(KnownContent known, Problems problems) {
    this.known = known;
    this.problems = problems;
  }

  Optional<Start> read(YamlMapping root, Source source) {
    List<String> kinds = KINDS.stream().filter(kind -> root.find(kind).isPresent()).toList();
    if (kinds.size() != 1) {
      problems.add(
          root.at(), "a trigger does one thing: write start: RUNBOOK, walk: TREE or offer: OFFER");
      return Optional.empty();
    }
    return switch (kinds.getFirst()) {
      case "start" -> run(root, source);
      case "walk" -> walk(root, source);
      default -> offer(root, source);
    };
  }

  private Optional<Start> walk(YamlMapping root, Source source) {
    String tree = root.text("walk", problems);
    if (!(source instanceof Source.Desk)) {
      problems.add(
          root.placeOf("walk"), "'walk': only a ticket has somebody to walk with; write start: …");
    }
    refuseInputs(root);
    if (!known.trees().contains(tree)) {
      problems.add(
          root.placeOf("walk"),
          "'walk': no tree is called '" + tree + "': " + Problems.suggestion(tree, known.trees()));
      return Optional.empty();
    }
    return Optional.of(new Start.OfTree(new TreeId(tree)));
  }

  private void refuseInputs(YamlMapping root) {
    if (root.find("inputs").isPresent()) {
      problems.add(root.placeOf("inputs"), "'inputs': a tree asks for what it needs; take it out");
    }
  }

  private Optional<Start> offer(YamlMapping root, Source source) {
    String name = root.text("offer", problems);
    if (!(source instanceof Source.Desk)) {
      problems.add(root.placeOf("offer"), "'offer': only a ticket can be answered; write start: …");
    }
    Map<String, Input> inputs = inputs(root, source);
    Offer offer = known.offers().get(name);
    if (offer == null) {
      problems.add(
          root.placeOf("offer"),
          "'offer': no offer is called '"
              + name
              + "': "
              + Problems.suggestion(name, known.offers().keySet()));
      return Optional.empty();
    }
    if (offer.ownership().isEmpty()) {
      problems.add(
          root.placeOf("offer"),
          "'offer': '"
              + name
              + "' is a draft, which nobody is shown: write owner: and review: in its file");
    }
    switch (offer.subject()) {
      case Subject.OfTree _ -> refuseInputs(root);
      case Subject.OfRunbook subject -> checkFixed(root, subject, inputs);
    }
    return Optional.of(new Start.OfOffer(offer.name(), inputs));
  }

  /** What the link fixes has to be something that the form would ask for. */
  private void checkFixed(YamlMapping root, Subject.OfRunbook subject, Map<String, Input> inputs) {
    YamlMapping written = root.mapping("inputs", problems);
    List<InputDeclaration> asked =
        subject.asked(known.runbooks().getOrDefault(subject.runbook().value(), List.of()));
    written
        .keys()
        .forEach(
            (name, at) -> {
              if (subject.locked().containsKey(name)) {
                problems.add(at, "'" + name + "': the offer locks it already; take it out");
              } else if (asked.stream().noneMatch(input -> input.name().equals(name))) {
                problems.add(at, Fixing.notAsked(name, asked));
              }
            });
    asked.forEach(input -> checkValue(written, input, inputs));
  }

  /** What is known of a value before anything is looked up has to fit. */
  private void checkValue(YamlMapping written, InputDeclaration input, Map<String, Input> inputs) {
    String name = input.name();
    if (inputs.get(name) instanceof Input.Filled(Template value)) {
      input.refusal(value).ifPresent(why -> problems.add(written.placeOf(name), why));
    }
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
      checkValue(written, input, inputs);
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
