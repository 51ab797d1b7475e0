package dev.deskhand.bot.offer;

import dev.deskhand.content.InputType;
import dev.deskhand.content.Problems;
import dev.deskhand.runbooks.InputDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What comes of values that a link is to fix. */
public sealed interface Fixing {
  /** Why values that fit can't be fixed nevertheless: nobody could open such a link. */
  String TOO_LONG = "together the values are too long for a link";

  /** They are asked for, and fit; an empty one fixes nothing. */
  record Fits(Map<String, String> values) implements Fixing {
    public Fits {
      values = Map.copyOf(values);
    }
  }

  /** They don't. */
  record Unfit(List<String> reasons) implements Fixing {
    public Unfit {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Looks at some values.
   *
   * @param asked what the offer asks for
   * @param given by the names of inputs
   */
  static Fixing of(List<InputDeclaration> asked, Map<String, String> given) {
    Map<String, String> values = new TreeMap<>();
    List<String> reasons = new ArrayList<>();
    new TreeMap<>(given)
        .forEach(
            (name, value) -> {
              Optional<InputDeclaration> input =
                  asked.stream().filter(it -> it.name().equals(name)).findFirst();
              if (input.isEmpty()) {
                reasons.add(notAsked(name, asked));
              } else if (!value.isBlank()) {
                switch (input.get().type().read(value)) {
                  case InputType.Reading.Value(var canonical) -> values.put(name, canonical);
                  case InputType.Reading.Mismatch(var why) -> reasons.add(name + ": " + why);
                }
              }
            });
    return reasons.isEmpty() ? new Fits(values) : new Unfit(reasons);
  }

  /** Why an input that the offer doesn't ask for can't be given. */
  static String notAsked(String name, List<InputDeclaration> asked) {
    return "the offer does not ask for '"
        + name
        + "': "
        + Problems.suggestion(name, asked.stream().map(InputDeclaration::name).toList());
  }
}
