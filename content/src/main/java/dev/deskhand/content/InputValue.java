package dev.deskhand.content;

import java.util.List;
import java.util.stream.Collectors;

/** What an input came to: a text in its one form, and the value that conditions see. */
public sealed interface InputValue {
  /** Between the items of a list, in its one form. */
  String SEPARATOR = ", ";

  /** Texts, and all that has no kind of its own: lengths of time, dates, names. */
  record Text(String text) implements InputValue {}

  record Whole(long number) implements InputValue {}

  record Truth(boolean holds) implements InputValue {}

  record Items(List<String> items) implements InputValue {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A secret, by where it stands; only the step that needs it ever knows it. */
  record Secret(String reference) implements InputValue {}

  /** Its one form; what templates fill in. */
  default String text() {
    return switch (this) {
      case Text(String text) -> text;
      case Secret(String reference) -> reference;
      case Whole(long number) -> Long.toString(number);
      case Truth(boolean holds) -> Boolean.toString(holds);
      case Items(List<String> items) -> items.stream().collect(Collectors.joining(SEPARATOR));
    };
  }

  /** The value in conditions: a text, a whole number, a truth or a list of texts. */
  default Object value() {
    return switch (this) {
      case Text(String text) -> text;
      case Secret(String reference) -> reference;
      case Whole(long number) -> number;
      case Truth(boolean holds) -> holds;
      case Items(List<String> items) -> items;
    };
  }

  /** What stands for one thing, or each thing of a list. */
  default List<String> items() {
    return this instanceof Items(List<String> items) ? items : List.of(text());
  }
}
