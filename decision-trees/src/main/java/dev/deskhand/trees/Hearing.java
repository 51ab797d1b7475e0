package dev.deskhand.trees;

import dev.deskhand.content.InputType.Reading;
import dev.deskhand.journal.Personal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody wrote, and what is known about it.
 *
 * @param slots values that the intent parser found in it, by name
 * @param today for days such as yesterday
 */
public record Hearing(Personal text, Map<String, String> slots, LocalDate today) {
  public Hearing {
    slots = Map.copyOf(slots);
  }

  /** The answer that it gives to a field; a slot's value comes before the whole text. */
  Optional<Answer> read(Field field) {
    Optional<String> slot =
        field.kind() instanceof Field.Kind.Text(_, var name)
            ? name.flatMap(it -> Optional.ofNullable(slots.get(it)))
            : Optional.empty();
    return slot.flatMap(it -> value(field, it)).or(() -> value(field, text.value()));
  }

  private Optional<Answer> value(Field field, String said) {
    return field.read(said, today) instanceof Reading.Value(String canonical)
        ? Optional.of(new Answer.Wrote(new Personal(text.subject(), canonical)))
        : Optional.empty();
  }
}
