package dev.deskhand.bot.offer.yaml;

import dev.deskhand.bot.offer.Subject;
import dev.deskhand.content.InputType;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.Runbook.Sayings;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.trees.TreeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what an offer offers, and what is left open of it. */
final class SubjectReader {
  private static final int LONGEST_QUESTION = 200;
  private static final int LONGEST_SAYING = 1_000;

  private final KnownSubjects known;
  private final Problems problems;

  SubjectReader(KnownSubjects known, Problems problems) {
    this.known = known;
    this.problems = problems;
  }

  Optional<Subject> read(YamlMapping root) {
    boolean isRun = root.find("start").isPresent();
    if (isRun == root.find("walk").isPresent()) {
      problems.add(root.at(), "an offer offers one thing: write start: RUNBOOK, or walk: TREE");
      return Optional.empty();
    }
    return isRun ? run(root) : walk(root);
  }

  private Optional<Subject> walk(YamlMapping root) {
    for (String key : List.of("locked", "ask", "tell")) {
      if (root.find(key).isPresent()) {
        problems.add(
            root.placeOf(key),
            "'" + key + "': a tree asks for what it needs and says how it ends; take it out");
      }
    }
    String tree = root.text("walk", problems);
    if (!known.trees().contains(tree)) {
      problems.add(
          root.placeOf("walk"),
          "'walk': no tree is called '" + tree + "': " + Problems.suggestion(tree, known.trees()));
      return Optional.empty();
    }
    return Optional.of(new Subject.OfTree(new TreeId(tree)));
  }

  private Optional<Subject> run(YamlMapping root) {
    String name = root.text("start", problems);
    Runbook runbook = known.runbooks().get(name);
    if (runbook == null) {
      problems.add(
          root.placeOf("start"),
          "'start': no runbook is called '"
              + name
              + "': "
              + Problems.suggestion(name, known.runbooks().keySet()));
      return Optional.empty();
    }
    Map<String, InputDeclaration> inputs =
        runbook.inputs().stream()
            .collect(Collectors.toMap(InputDeclaration::name, Function.identity()));
    YamlMapping locked = root.mapping("locked", problems);
    YamlMapping asked = root.mapping("ask", problems);
    locked.allowOnly(problems, inputs.keySet());
    asked.allowOnly(problems, inputs.keySet());
    inputs.values().forEach(input -> requireOneOf(root, input, locked, asked));
    return Optional.of(
        new Subject.OfRunbook(
            new RunbookId(name), locked(locked, inputs), asked(asked), tell(root, runbook)));
  }

  private void requireOneOf(
      YamlMapping root, InputDeclaration input, YamlMapping locked, YamlMapping asked) {
    String name = input.name();
    boolean isLocked = locked.find(name).isPresent();
    boolean isAsked = asked.find(name).isPresent();
    if (isLocked && isAsked) {
      problems.add(
          asked.keys().getOrDefault(name, root.at()),
          "'" + name + "' is locked, so that nobody can be asked: take one of them out");
    }
    if (input.presence() instanceof Presence.Locked && (isLocked || isAsked)) {
      SourcePosition at = (isLocked ? locked : asked).keys().getOrDefault(name, root.at());
      problems.add(at, "'" + name + "': the runbook fixes it already; take it out");
    }
    if (input.presence() instanceof Presence.Required && !isLocked && !isAsked) {
      problems.add(
          root.placeOf("start"),
          "the runbook needs '"
              + name
              + "': write ask: { "
              + name
              + ": \"its question\" }, or locked: { "
              + name
              + ": its value }");
    }
  }

  private Map<String, String> locked(YamlMapping written, Map<String, InputDeclaration> inputs) {
    Map<String, String> values = new LinkedHashMap<>();
    written
        .values()
        .forEach(
            (name, node) ->
                Optional.ofNullable(inputs.get(name))
                    .flatMap(
                        input ->
                            fitting(
                                input.type(), node.asText("'" + name + "'", problems), node.at()))
                    .ifPresent(value -> values.put(name, value)));
    return values;
  }

  private Optional<String> fitting(InputType type, String said, SourcePosition at) {
    if (type instanceof InputType.PersonInput && said.equals(Subject.OfRunbook.REQUESTER)) {
      return Optional.of(said);
    }
    return switch (type.read(said)) {
      case InputType.Reading.Value(String canonical) -> Optional.of(canonical);
      case InputType.Reading.Mismatch(String message) -> {
        problems.add(at, "the value does not fit: " + message);
        yield Optional.empty();
      }
    };
  }

  private Map<String, String> asked(YamlMapping written) {
    Map<String, String> questions = new LinkedHashMap<>();
    for (String name : written.values().keySet()) {
      written.text(name, problems);
      questions.put(name, OfferReader.line(written, name, LONGEST_QUESTION, problems));
    }
    return questions;
  }

  /** What is not said here is what the runbook says. */
  private Optional<Sayings> tell(YamlMapping root, Runbook runbook) {
    if (root.find("tell").isEmpty()) {
      return Optional.empty();
    }
    YamlMapping tell = root.mapping("tell", problems);
    tell.allowOnly(problems, "succeeded", "failed");
    return Optional.of(
        new Sayings(
            said(tell, "succeeded", runbook.sayings().succeeded()),
            said(tell, "failed", runbook.sayings().failed())));
  }

  private String said(YamlMapping tell, String key, String otherwise) {
    String text = tell.optionalText(key, problems).orElse("").strip();
    if (text.length() > LONGEST_SAYING) {
      problems.add(
          tell.placeOf(key), "'" + key + "': expected at most " + LONGEST_SAYING + " characters");
    }
    return text.isEmpty() ? otherwise : text;
  }
}
