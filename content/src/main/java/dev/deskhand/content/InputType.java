package dev.deskhand.content;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an input may be. Values travel as texts in one canonical form, so that a plan has one. */
public sealed interface InputType {
  /** Any text of up to 10,000 characters, without control characters but tab and newline. */
  record Text(Optional<Pattern> pattern) implements InputType {}

  /** A whole number of 64 bits. */
  record Whole() implements InputType {}

  /** {@code true} or {@code false}. */
  record Truth() implements InputType {}

  /** A length of time such as {@code PT15M} or {@code 15m}. */
  record Span() implements InputType {}

  /** One of the values listed. */
  record Choice(List<String> values) implements InputType {
    public Choice {
      values = List.copyOf(values);
    }
  }

  /** A person's id. */
  record PersonInput() implements InputType {}

  /** The name of a target that the installation knows. */
  record Host() implements InputType {}

  /** The name that files use. */
  default String label() {
    return switch (this) {
      case Text _ -> "string";
      case Whole _ -> "integer";
      case Truth _ -> "boolean";
      case Span _ -> "duration";
      case Choice _ -> "choice";
      case PersonInput _ -> "person";
      case Host _ -> "host";
    };
  }

  /** A value's one form, or why it isn't a value of this type. */
  sealed interface Reading {
    record Value(String canonical) implements Reading {}

    /**
     * Not a value of the type.
     *
     * @param message what was expected, without the value, which may be hostile or secret
     */
    record Mismatch(String message) implements Reading {}
  }

  /** Reads what a person or a file said. */
  default Reading read(String said) {
    return switch (this) {
      case Text text -> readText(text, said);
      case Whole _ -> readWhole(said);
      case Truth _ ->
          switch (said.strip()) {
            case "true", "yes" -> new Reading.Value("true");
            case "false", "no" -> new Reading.Value("false");
            default -> new Reading.Mismatch("expected yes or no");
          };
      case Span _ -> readSpan(said.strip());
      case Choice choice ->
          choice.values().contains(said.strip())
              ? new Reading.Value(said.strip())
              : new Reading.Mismatch("expected one of " + String.join(", ", choice.values()));
      case PersonInput _ -> readName(said.strip(), "a person's id");
      case Host _ -> readName(said.strip(), "a host's name");
    };
  }

  private static Reading readText(Text type, String said) {
    if (said.length() > 10_000) {
      return new Reading.Mismatch("expected at most 10,000 characters, found " + said.length());
    }
    if (said.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      return new Reading.Mismatch("expected text without control characters");
    }
    if (type.pattern().isPresent() && !type.pattern().get().matcher(said).matches()) {
      return new Reading.Mismatch("expected the form " + type.pattern().get());
    }
    return new Reading.Value(said);
  }

  private static Reading readWhole(String said) {
    try {
      return new Reading.Value(Long.toString(Long.parseLong(said.strip())));
    } catch (NumberFormatException _) {
      return new Reading.Mismatch("expected a whole number");
    }
  }

  private static Reading readSpan(String said) {
    String iso = said.startsWith("P") ? said : "PT" + said.toUpperCase(java.util.Locale.ROOT);
    try {
      return new Reading.Value(Duration.parse(iso).toString());
    } catch (DateTimeParseException _) {
      return new Reading.Mismatch("expected a length of time such as 15m or PT1H");
    }
  }

  /** Names start with a letter or digit, so that none is ever read as an option of a command. */
  private static Reading readName(String said, String expected) {
    return said.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
        ? new Reading.Value(said)
        : new Reading.Mismatch("expected " + expected);
  }
}
