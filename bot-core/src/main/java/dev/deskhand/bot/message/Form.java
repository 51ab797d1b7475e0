package dev.deskhand.bot.message;

import dev.deskhand.content.InputType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that somebody fills in at once, on a surface that has forms.
 *
 * @param action of the button that opened it; sent along with the values, it is what they are for
 * @param about what stands above the fields, in lines, or empty
 * @param fields at least one, in order
 */
public record Form(ButtonAction action, String title, String about, List<Field> fields) {
  private static final String CUT =
      "The message is longer than a form takes: its end doesn't go with the ticket. Send it in a"
          + " reply to it.";

  /**
   * One of the values.
   *
   * @param proposal what stands there before anybody wrote, or empty
   * @param fallback taken when it is left empty; without one the field has to be filled in
   */
  public record Field(
      String name, InputType type, String question, String proposal, Optional<String> fallback) {
    /** What is longer is not seen whole in one line. */
    private static final int LINE = 120;

    /** Whether it is written over several lines: lists are, and what was written so already. */
    public boolean hasLines() {
      return type instanceof InputType.ListOf
          || proposal.contains("\n")
          || proposal.length() > LINE;
    }

    /** What a value looks like, where the question may not say; empty where it needs no words. */
    public String hint() {
      return switch (type) {
        case InputType.Span _ -> "A length of time, such as 30m or 4h.";
        case InputType.ListOf _ -> "Several, with commas between.";
        case InputType.PersonInput _ -> "A person's id, such as ada.";
        case InputType.Host _ -> "A host's name.";
        case InputType.TicketInput _ -> "A ticket, such as rt-42.";
        case InputType.SecretReference _ ->
            "Where the secret stands, env:NAME or file:PATH; never itself.";
        case InputType.Whole _ -> "A whole number.";
        case InputType.Day _, InputType.Text _, InputType.Truth _, InputType.Choice _ -> "";
      };
    }

    /** Why a text does not fit, without the text; empty where it does. */
    public Optional<String> unfit(String said) {
      if (said.isBlank()) {
        return fallback.isPresent() ? Optional.empty() : Optional.of("Please fill this in.");
      }
      return type.read(said) instanceof InputType.Reading.Mismatch(String expected)
          ? Optional.of("That does not fit: " + expected + ".")
          : Optional.empty();
    }
  }

  public Form {
    fields = List.copyOf(fields);
  }

  /**
   * The same with a message in its first field, as somebody may leave it or change it. One that is
   * longer than the field takes ends there, which the form says.
   *
   * @param most how many characters the field takes
   */
  public Form proposing(String message, int most) {
    return message.length() <= most
        ? proposing(message)
        : proposing(beginning(message, most)).saying(CUT);
  }

  private Form proposing(String text) {
    List<Field> all = new ArrayList<>(fields);
    Field first = all.removeFirst();
    all.addFirst(new Field(first.name(), first.type(), first.question(), text, first.fallback()));
    return new Form(action, title, about, all);
  }

  private static String beginning(String text, int most) {
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  /** The same with one more line above its fields. */
  public Form saying(String more) {
    return new Form(action, title, (about + "\n" + more).strip(), fields);
  }

  /** Why some of the values do not fit, by their fields' names; nothing where all do. */
  public static Map<String, String> unfit(List<Field> fields, Map<String, String> given) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (Field field : fields) {
      field
          .unfit(given.getOrDefault(field.name(), ""))
          .ifPresent(why -> reasons.put(field.name(), why));
    }
    return reasons;
  }
}
