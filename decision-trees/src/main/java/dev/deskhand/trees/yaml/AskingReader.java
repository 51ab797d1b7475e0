package dev.deskhand.trees.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.trees.Choice;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.Field;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Patience;
import dev.deskhand.trees.yaml.Sketch.Means;
import dev.deskhand.trees.yaml.Sketch.Use;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the nodes at which a person is waited for. */
final class AskingReader {
  private static final List<String> KINDS = List.of("text", "number", "date", "person", "file");

  private final NodeDraft draft;
  private final Problems problems;

  AskingReader(NodeDraft draft, Problems problems) {
    this.draft = draft;
    this.problems = problems;
  }

  Node question(NodeId id, YamlMapping written) {
    written.allowOnly(
        problems,
        "ask",
        "choices",
        "answer",
        "pattern",
        "slot",
        "at-least",
        "at-most",
        "next",
        "patience",
        "unanswered",
        "picture");
    var text = draft.text(written, "ask", Use.ASKED);
    Optional<Field> field = written.find("answer").flatMap(_ -> field(written));
    if (written.find("answer").isEmpty()) {
      written.require("choices", problems);
      refuseWithoutAnswer(written);
    }
    List<Choice> choices = new ArrayList<>();
    written
        .mapping("choices", problems)
        .values()
        .forEach(
            (choice, value) ->
                choices.add(
                    choice(
                        choice,
                        written
                            .mapping("choices", problems)
                            .keys()
                            .getOrDefault(choice, draft.at()),
                        value)));
    return new Node.Question(id, text, choices, field, patience(written), draft.picture(written));
  }

  private void refuseWithoutAnswer(YamlMapping written) {
    for (String key : List.of("pattern", "slot", "at-least", "at-most", "next")) {
      if (written.find(key).isPresent()) {
        problems.add(
            written.placeOf(key), "'" + key + "' goes with a written answer: write answer: text");
      }
    }
  }

  private Choice choice(String id, SourcePosition place, YamlNode value) {
    YamlMapping written = value.asMapping("choice '" + id + "'", problems);
    written.allowOnly(problems, "label", "next");
    if (!ChoiceId.isValid(id)) {
      problems.add(
          place, "choice '" + id + "': expected 1 to 40 of a-z, 0-9 and '-', a letter first");
    }
    ChoiceId valid = ChoiceId.isValid(id) ? new ChoiceId(id) : new ChoiceId("invalid");
    String label = draft.label(written);
    return new Choice(valid, label, draft.exit(written, "next", Means.ANSWERED));
  }

  private Optional<Field> field(YamlMapping written) {
    String kind = written.text("answer", problems);
    NodeId next = draft.exit(written, "next", Means.ANSWERED);
    requireFor(written, kind, "text", "pattern", "slot");
    requireFor(written, kind, "number", "at-least", "at-most");
    return switch (kind) {
      case "text" ->
          Optional.of(
              new Field(
                  new Field.Kind.Text(pattern(written), written.optionalText("slot", problems)),
                  next));
      case "number" ->
          Optional.of(
              new Field(
                  new Field.Kind.Whole(number(written, "at-least"), number(written, "at-most")),
                  next));
      case "date" -> Optional.of(new Field(new Field.Kind.Day(), next));
      case "person" -> Optional.of(new Field(new Field.Kind.Person(), next));
      case "file" -> Optional.of(new Field(new Field.Kind.File(), next));
      default -> {
        problems.add(
            written.placeOf("answer"),
            "'answer': unknown kind '" + kind + "': " + Problems.suggestion(kind, KINDS));
        yield Optional.empty();
      }
    };
  }

  private void requireFor(YamlMapping written, String kind, String only, String... keys) {
    for (String key : keys) {
      if (!kind.equals(only) && written.find(key).isPresent()) {
        problems.add(
            written.placeOf(key), "'" + key + "' belongs to answer: " + only + "; take it out");
      }
    }
  }

  private Optional<Pattern> pattern(YamlMapping written) {
    return written
        .optionalText("pattern", problems)
        .flatMap(
            text -> {
              try {
                return Optional.of(Pattern.compile(text));
              } catch (PatternSyntaxException e) {
                problems.add(written.placeOf("pattern"), "'pattern': " + e.getDescription());
                return Optional.empty();
              }
            });
  }

  private OptionalLong number(YamlMapping written, String key) {
    return written
        .integer(key, problems)
        .map(it -> OptionalLong.of(it))
        .orElseGet(OptionalLong::empty);
  }

  Node instruction(NodeId id, YamlMapping written) {
    written.allowOnly(
        problems, "instruct", "done", "did-not-work", "patience", "unanswered", "picture");
    return new Node.Instruction(
        id,
        draft.text(written, "instruct", Use.ASKED),
        draft.exit(written, "done", Means.ANSWERED),
        draft.exit(written, "did-not-work", Means.ANSWERED),
        patience(written),
        draft.picture(written),
        "");
  }

  private Patience patience(YamlMapping written) {
    Duration time = draft.span(written, "patience", problems).orElse(Patience.DEFAULT.time());
    Optional<NodeId> next =
        written.find("unanswered").map(_ -> draft.exit(written, "unanswered", Means.SILENCE));
    return new Patience(time, next);
  }
}
