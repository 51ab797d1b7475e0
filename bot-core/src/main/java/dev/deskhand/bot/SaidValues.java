package dev.deskhand.bot;

import dev.deskhand.bot.intent.time.TimeReader;
import dev.deskhand.bot.intent.time.When;
import dev.deskhand.content.InputType;
import dev.deskhand.content.Lengths;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What people mean by the days and lengths of time that they say. They are looked for only where an
 * input is a date or a duration, and taken only where there is one that can be meant; what is not
 * clear is left to be asked for. Pure.
 */
final class SaidValues {
  private SaidValues() {}

  /**
   * The values of a runbook's inputs, with days and lengths in the form that inputs take.
   *
   * @param given what is known, as it was said
   * @param sentence in which more may stand
   * @param now when it was said, where they are
   */
  static Map<String, String> in(
      String sentence,
      Map<String, String> given,
      List<InputDeclaration> inputs,
      ZonedDateTime now) {
    Map<String, String> all = new TreeMap<>(meant(given, inputs, now));
    Stream.of(new InputType.Day(), new InputType.Span())
        .flatMap(type -> onlyMissing(type, all, inputs).stream())
        .forEach(
            input ->
                one(input.type(), sentence, now).ifPresent(value -> all.put(input.name(), value)));
    return all;
  }

  /** The same values, where a whole one names a day or a length in words. */
  static Map<String, String> meant(
      Map<String, String> given, List<InputDeclaration> inputs, ZonedDateTime now) {
    Map<String, String> all = new TreeMap<>(given);
    inputs.forEach(
        input -> all.computeIfPresent(input.name(), (_, said) -> meant(input.type(), said, now)));
    return all;
  }

  /** What is meant by a text that was said for a value; the text itself where that is not clear. */
  static String meant(InputType type, String said, ZonedDateTime now) {
    return type.read(said) instanceof InputType.Reading.Value
        ? said
        : one(type, said, now).orElse(said);
  }

  /** Where two inputs could take it, nobody guesses. */
  private static Optional<InputDeclaration> onlyMissing(
      InputType type, Map<String, String> given, List<InputDeclaration> inputs) {
    List<InputDeclaration> missing =
        inputs.stream()
            .filter(input -> input.type().equals(type) && !given.containsKey(input.name()))
            .filter(input -> !(input.presence() instanceof Presence.Locked))
            .toList();
    return missing.size() == 1 ? Optional.of(missing.getFirst()) : Optional.empty();
  }

  private static Optional<String> one(InputType type, String text, ZonedDateTime now) {
    List<When> found = TimeReader.read(text, now).stream().map(TimeReader.Found::when).toList();
    return switch (type) {
      case InputType.Day _ ->
          single(found.stream().flatMap(it -> it.date().stream()).map(LocalDate::toString));
      case InputType.Span _ -> span(found, now);
      case InputType.Text _,
          InputType.Whole _,
          InputType.Truth _,
          InputType.Choice _,
          InputType.PersonInput _,
          InputType.Host _,
          InputType.TicketInput _,
          InputType.SecretReference _,
          InputType.ListOf _ ->
          Optional.empty();
    };
  }

  /** A length that is said counts before an end that one follows from. */
  private static Optional<String> span(List<When> found, ZonedDateTime now) {
    List<When> lengths = found.stream().filter(When.Length.class::isInstance).toList();
    return single(
        (lengths.isEmpty() ? found : lengths)
            .stream().flatMap(it -> it.span(now).stream()).map(Lengths::text));
  }

  private static Optional<String> single(Stream<String> values) {
    List<String> distinct = values.distinct().limit(2).toList();
    return distinct.size() == 1 ? Optional.of(distinct.getFirst()) : Optional.empty();
  }
}
