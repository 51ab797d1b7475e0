package dev.deskhand.runbooks.yaml;

import dev.deskhand.content.InputType;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SecretForm;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Beginning;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the declaration of an input. */
final class InputReader {
  /** No hyphens: in a condition {@code inputs.a-b} would subtract. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  private static final List<String> TYPES =
      List.of(
          "string",
          "integer",
          "boolean",
          "duration",
          "date",
          "choice",
          "list",
          "person",
          "host",
          "ticket",
          "secret");

  /** What may be one of {@code values}: a person is whoever is known, which policies narrow. */
  private static final Set<String> LISTABLE =
      Set.of("string", "choice", "secret", "integer", "duration", "date", "host", "ticket");

  private final Problems problems;

  InputReader(Problems problems) {
    this.problems = problems;
  }

  InputDeclaration read(String name, SourcePosition at, YamlNode value) {
    if (!NAME.matcher(name).matches()) {
      problems.add(
          at, "input '" + name + "': expected 1 to 40 of a-z, 0-9 and '_', a letter first");
    }
    YamlMapping written = value.asMapping("input '" + name + "'", problems);
    written.allowOnly(
        problems,
        "type",
        "question",
        "default",
        "locked",
        "pattern",
        "values",
        "of",
        "allow-leading-dash");
    InputType type = type(name, written);
    Presence presence = presence(name, type, written);
    Optional<String> question = written.optionalText("question", problems);
    if (presence instanceof Presence.Required && question.filter(q -> !q.isBlank()).isEmpty()) {
      problems.add(
          written.at(),
          "input '" + name + "' has no default: write the question: that asks for it");
    }
    return new InputDeclaration(name, type, question.orElse(""), presence, beginning(written));
  }

  private Beginning beginning(YamlMapping written) {
    return switch (written.optionalText("allow-leading-dash", problems).orElse("false")) {
      case "true" -> Beginning.ANY;
      case "false" -> Beginning.ORDINARY;
      default -> {
        problems.add(
            written.placeOf("allow-leading-dash"), "'allow-leading-dash': expected true or false");
        yield Beginning.ORDINARY;
      }
    };
  }

  private InputType type(String name, YamlMapping written) {
    String label = written.text("type", problems);
    boolean isList = label.equals("list");
    String each = isList ? written.optionalText("of", problems).orElse("string") : label;
    onlyFor(written, each, "pattern", "string");
    if (written.find("pattern").isPresent() && written.find("values").isPresent()) {
      problems.add(written.placeOf("pattern"), "'pattern' and 'values': write one of them");
    }
    onlyFor(written, label, "of", "list");
    if (!LISTABLE.contains(each)) {
      onlyFor(written, each, "values", "choice");
    }
    return isList ? list(name, each, written) : single(name, label, written);
  }

  private InputType list(String name, String of, YamlMapping written) {
    if (of.equals("list") || of.equals("secret")) {
      problems.add(written.placeOf("of"), "a list of " + of + "s: expected single plain values");
      return new InputType.ListOf(new InputType.Text(Optional.empty()));
    }
    return new InputType.ListOf(single(name, of, written));
  }

  private InputType single(String name, String label, YamlMapping written) {
    return switch (label) {
      case "choice" -> choice(name, new InputType.Text(Optional.empty()), written);
      case "secret" -> secret(name, written);
      case String other -> {
        InputType type =
            other.equals("string") ? new InputType.Text(pattern(written)) : plain(other, written);
        boolean isListed = LISTABLE.contains(other) && written.find("values").isPresent();
        yield isListed ? choice(name, type, written) : type;
      }
    };
  }

  /**
   * Whoever asks never says which secret is used, but chooses among those that are meant for it.
   */
  private InputType secret(String name, YamlMapping written) {
    List<String> allowed = new ArrayList<>(written.texts("values", problems));
    written.optionalText("locked", problems).ifPresent(allowed::add);
    if (allowed.isEmpty()) {
      problems.add(
          written.at(),
          "input '"
              + name
              + "': write which secrets it may be, values: [vault:PATH#FIELD], or"
              + " locked: with one");
    }
    allowed.stream()
        .filter(it -> !SecretForm.isReference(it))
        .forEach(
            _ ->
                problems.add(
                    written.placeOf("values"),
                    "input '" + name + "': expected " + SecretForm.EXPECTED));
    return new InputType.SecretReference(allowed);
  }

  private InputType plain(String label, YamlMapping written) {
    Optional<InputType> type = InputType.plain(label);
    if (type.isEmpty() && !label.isEmpty()) {
      problems.add(
          written.placeOf("type"),
          "unknown type '" + label + "': " + Problems.suggestion(label, TYPES));
    }
    return type.orElse(new InputType.Text(Optional.empty()));
  }

  private void onlyFor(YamlMapping written, String type, String key, String expected) {
    if (written.find(key).isPresent() && !type.equals(expected)) {
      problems.add(
          written.placeOf(key),
          "'" + key + "' belongs to type " + expected + ", and this input is '" + type + "'");
    }
  }

  private InputType choice(String name, InputType of, YamlMapping written) {
    SourcePosition at = written.placeOf("values");
    List<String> values = new ArrayList<>();
    for (String value : written.texts("values", problems)) {
      switch (of.read(value)) {
        case InputType.Reading.Value read -> values.add(read.canonical());
        case InputType.Reading.Mismatch mismatch ->
            problems.add(at, "input '" + name + "': a value does not fit: " + mismatch.message());
      }
    }
    if (values.isEmpty()) {
      problems.add(at, "input '" + name + "': a choice needs values: [one, other]");
    }
    return new InputType.Choice(values, of);
  }

  private Optional<Pattern> pattern(YamlMapping written) {
    return written
        .optionalText("pattern", problems)
        .flatMap(
            text -> {
              try {
                return Optional.of(Pattern.compile(text));
              } catch (PatternSyntaxException e) {
                problems.add(
                    written.placeOf("pattern"),
                    "'pattern': not a regular expression: " + e.getDescription());
                return Optional.empty();
              }
            });
  }

  private Presence presence(String name, InputType type, YamlMapping written) {
    Optional<String> locked = written.optionalText("locked", problems);
    Optional<String> fallback = written.optionalText("default", problems);
    if (locked.isPresent() && fallback.isPresent()) {
      problems.add(written.placeOf("locked"), "'locked' and 'default': write one of them");
    }
    if (locked.isPresent()) {
      return fit(name, type, written, "locked")
          .<Presence>map(Presence.Locked::new)
          .orElseGet(Presence.Required::new);
    }
    if (fallback.isEmpty()) {
      return new Presence.Required();
    }
    if (type instanceof InputType.PersonInput && fallback.get().equals("requester")) {
      return new Presence.Requester();
    }
    return fit(name, type, written, "default")
        .<Presence>map(Presence.Default::new)
        .orElseGet(Presence.Required::new);
  }

  private Optional<String> fit(String name, InputType type, YamlMapping written, String key) {
    return switch (type.read(written.optionalText(key, problems).orElse(""))) {
      case InputType.Reading.Value value -> Optional.of(value.canonical());
      case InputType.Reading.Mismatch mismatch -> {
        problems.add(
            written.placeOf(key),
            "input '" + name + "': the " + key + " does not fit: " + mismatch.message());
        yield Optional.empty();
      }
    };
  }
}
