package dev.deskhand.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an input may be. Values travel as texts in one canonical form, so that a plan has one. */
public sealed interface InputType {
  /** The most that any value may have. */
  int MAX_CHARACTERS = 10_000;

  /** The most that a value with a pattern may have: matching recurses. */
  int MAX_MATCHED = 1_000;

  /**
   * Any text of up to 10,000 characters, without control characters but tab and newline. It may
   * begin with a hyphen or contain quotes: whoever passes it on keeps it apart from syntax.
   *
   * @param pattern the form of the whole text, which then has at most 1,000 characters
   */
  record Text(Optional<Pattern> pattern) implements InputType {}

  /** A whole number of 64 bits. */
  record Whole() implements InputType {}

  /** {@code true} or {@code false}. */
  record Truth() implements InputType {}

  /**
   * A length of time such as {@code 15m}, {@code 4h} or {@code 2d}; not negative, at most a hundred
   * years.
   */
  record Span() implements InputType {}

  /**
   * One of the values listed.
   *
   * @param values each in the one form of its type
   * @param of what each is; a single value that nothing else narrows
   */
  record Choice(List<String> values, InputType of) implements InputType {
    public Choice {
      values = List.copyOf(values);
    }

    /** One of these texts. */
    public Choice(List<String> values) {
      this(values, new Text(Optional.empty()));
    }

    private Reading readListed(String said) {
      return of.read(said) instanceof Reading.Value value && values.contains(value.canonical())
          ? value
          : new Reading.Mismatch("expected one of " + String.join(", ", values));
    }
  }

  /** A person's id: 1 to 64 of {@code a-z 0-9 . _ -}; capitals become small letters. */
  record PersonInput() implements InputType {}

  /** The name of a target that the installation knows. */
  record Host() implements InputType {}

  /** A day such as {@code 2027-03-31}, of the years 0000 to 9999. */
  record Day() implements InputType {}

  /** A ticket of a desk, such as {@code rt-42}. */
  record TicketInput() implements InputType {}

  /**
   * Where a secret stands, {@code env:NAME}, {@code file:PATH} or {@code vault:PATH#FIELD}; never
   * the secret.
   *
   * @param allowed those that may be chosen; any where there is none
   */
  record SecretReference(List<String> allowed) implements InputType {
    public SecretReference {
      allowed = List.copyOf(allowed);
    }

    private Reading readReference(String said) {
      if (!SecretForm.isReference(said)) {
        return new Reading.Mismatch("expected " + SecretForm.EXPECTED);
      }
      return allowed.isEmpty() || allowed.contains(said)
          ? new Reading.Value(said)
          : new Reading.Mismatch("expected a reference that is listed: " + allowed);
    }
  }

  /**
   * Up to 1,000 values of a type, with commas between.
   *
   * @param of what each is; no list
   */
  record ListOf(InputType of) implements InputType {
    /** The most items. */
    public static final int MAX_ITEMS = 1_000;

    public ListOf {
      if (of instanceof ListOf) {
        throw new IllegalArgumentException("a list of lists");
      }
    }
  }

  /** The name that files use. */
  default String label() {
    return switch (this) {
      case Text _ -> "string";
      case Whole _ -> "integer";
      case Truth _ -> "boolean";
      case Span _ -> "duration";
      case Choice(_, InputType of) -> of instanceof Text ? "choice" : of.label();
      case PersonInput _ -> "person";
      case Host _ -> "host";
      case Day _ -> "date";
      case TicketInput _ -> "ticket";
      case SecretReference _ -> "secret";
      case ListOf _ -> "list";
    };
  }

  /** All values, where they are few; none where it may be anything. */
  default List<String> listed() {
    return switch (this) {
      case Choice choice -> choice.values();
      case Truth _ -> List.of("true", "false");
      case SecretReference secret -> secret.allowed();
      case Text _, Whole _, Span _, PersonInput _, Host _, Day _, TicketInput _, ListOf _ ->
          List.of();
    };
  }

  /** The type that files call by a name, if it is one that nothing narrows. */
  static Optional<InputType> plain(String label) {
    return Stream.<InputType>of(
            new Text(Optional.empty()),
            new Whole(),
            new Truth(),
            new Span(),
            new PersonInput(),
            new Host(),
            new Day(),
            new TicketInput(),
            new SecretReference(List.of()))
        .filter(type -> type.label().equals(label))
        .findFirst();
  }

  /** The value that a canonical text stands for. */
  default InputValue valueOf(String canonical) {
    return switch (this) {
      case Whole _ -> new InputValue.Whole(Long.parseLong(canonical));
      case Truth _ -> new InputValue.Truth(Boolean.parseBoolean(canonical));
      case ListOf _ -> new InputValue.Items(itemsOf(canonical));
      case SecretReference _ -> new InputValue.Secret(canonical);
      case Choice(_, InputType of) -> of.valueOf(canonical);
      case Text _, Span _, PersonInput _, Host _, Day _, TicketInput _ ->
          new InputValue.Text(canonical);
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
    if (said.length() > MAX_CHARACTERS) {
      return new Reading.Mismatch("expected at most 10,000 characters, found " + said.length());
    }
    return switch (this) {
      case Text text -> readText(text, said);
      case Whole _ -> readWhole(said.strip());
      case Truth _ -> readTruth(said.strip());
      case Span _ -> readSpan(said.strip());
      case Choice choice -> choice.readListed(said.strip());
      case PersonInput _ -> readPerson(said.strip());
      case Host _ -> readHost(said.strip());
      case Day _ -> readDay(said.strip());
      case TicketInput _ ->
          readName(
              said.strip(), "[a-z][a-z0-9]{0,19}-[A-Za-z0-9._-]{1,60}", "a ticket such as rt-42");
      case SecretReference secret -> secret.readReference(said.strip());
      case ListOf list -> readList(list, said);
    };
  }

  private static Reading readDay(String said) {
    return Times.day(said)
        .<Reading>map(day -> new Reading.Value(day.toString()))
        .orElseGet(() -> new Reading.Mismatch("expected a day such as 2027-03-31"));
  }

  private static Reading readName(String said, String form, String expected) {
    return said.matches(form)
        ? new Reading.Value(said)
        : new Reading.Mismatch("expected " + expected);
  }

  private static List<String> itemsOf(String said) {
    return Pattern.compile("[,\n]")
        .splitAsStream(said)
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private static Reading readList(ListOf list, String said) {
    List<String> items = itemsOf(said);
    if (items.size() > ListOf.MAX_ITEMS) {
      return new Reading.Mismatch("expected at most 1,000 items, found " + items.size());
    }
    List<String> read = new ArrayList<>();
    for (String item : items) {
      switch (list.of().read(item)) {
        case Reading.Value value -> read.add(value.canonical());
        case Reading.Mismatch mismatch -> {
          return new Reading.Mismatch("item " + (read.size() + 1) + ": " + mismatch.message());
        }
      }
    }
    return new Reading.Value(String.join(InputValue.SEPARATOR, read));
  }

  private static Reading readText(Text type, String said) {
    if (said.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      return new Reading.Mismatch("expected text without control characters");
    }
    if (said.codePoints().anyMatch(InputType::isHalfCharacter)) {
      return new Reading.Mismatch("expected text in whole Unicode characters");
    }
    return type.pattern()
        .map(pattern -> readForm(pattern, said))
        .orElseGet(() -> new Reading.Value(said));
  }

  private static Reading readForm(Pattern pattern, String said) {
    if (said.length() > MAX_MATCHED) {
      return new Reading.Mismatch("expected at most 1,000 characters, found " + said.length());
    }
    return BoundedText.matches(pattern, said)
        ? new Reading.Value(said)
        : new Reading.Mismatch("expected the form " + pattern);
  }

  /** A surrogate without its other half has no UTF-8 form, so that no digest could bind it. */
  private static boolean isHalfCharacter(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static Reading readWhole(String said) {
    try {
      return new Reading.Value(Long.toString(Long.parseLong(said)));
    } catch (NumberFormatException _) {
      return new Reading.Mismatch("expected a whole number");
    }
  }

  private static Reading readTruth(String said) {
    return switch (said.toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> new Reading.Value("true");
      case "false", "no" -> new Reading.Value("false");
      default -> new Reading.Mismatch("expected yes or no");
    };
  }

  private static Reading readSpan(String said) {
    return Lengths.read(said)
        .<Reading>map(length -> new Reading.Value(Lengths.text(length)))
        .orElseGet(
            () -> new Reading.Mismatch("expected a length of time such as " + Lengths.EXAMPLE));
  }

  /** Names start with a letter or digit, so that none is ever read as an option of a command. */
  private static Reading readPerson(String said) {
    return said.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
        ? new Reading.Value(said.toLowerCase(Locale.ROOT))
        : new Reading.Mismatch("expected a person's id");
  }

  private static Reading readHost(String said) {
    return said.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
        ? new Reading.Value(said)
        : new Reading.Mismatch("expected a host's name");
  }
}
