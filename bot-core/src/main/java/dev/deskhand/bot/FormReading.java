package dev.deskhand.bot;

import dev.deskhand.content.InputType;
import dev.deskhand.content.Problems;
import dev.deskhand.runbooks.run.PlannedStep.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the values that somebody gave for a form come to. */
sealed interface FormReading {
  /** Every field has a value, in its canonical form. */
  record Complete(Map<String, String> values) implements FormReading {
    public Complete {
      values = Map.copyOf(values);
    }
  }

  /** Some do not fit; a sentence for each, without the values. */
  record Unfit(List<String> reasons) implements FormReading {
    public Unfit {
      reasons = List.copyOf(reasons);
    }
  }

  /** Reads all values at once; what is left out takes its fallback. */
  static FormReading of(List<Field> form, Map<String, String> given) {
    Map<String, String> values = new TreeMap<>();
    List<String> reasons = new ArrayList<>();
    List<String> names = form.stream().map(Field::name).toList();
    given.keySet().stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .map(name -> name + ": no such field; " + Problems.suggestion(name, names))
        .forEach(reasons::add);
    for (Field field : form) {
      Optional<String> said =
          Optional.ofNullable(given.get(field.name()))
              .filter(text -> !text.isBlank())
              .or(field::fallback);
      switch (said.map(field.type()::read).orElse(new InputType.Reading.Mismatch("is missing"))) {
        case InputType.Reading.Value(String canonical) -> values.put(field.name(), canonical);
        case InputType.Reading.Mismatch(String message) ->
            reasons.add(field.name() + ": " + message + " (" + field.question() + ")");
      }
    }
    return reasons.isEmpty() ? new Complete(values) : new Unfit(reasons);
  }
}
