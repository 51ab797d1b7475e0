package dev.deskhand.bot.name;

import dev.deskhand.bot.name.Names.Name;
import dev.deskhand.content.InputType;
import dev.deskhand.runbooks.InputDeclaration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A value that nobody should guess.
 *
 * @param said as it was said, if it was said as a value
 * @param names what may be meant
 */
public record Doubt(InputDeclaration input, Optional<String> said, List<Name> names) {
  /** What can be chosen: one of them, or what was said as it stands, where that can be right. */
  public List<String> values() {
    return Stream.concat(
            names.stream().map(Name::id), said.filter(it -> isAllowed(input.type(), it)).stream())
        .distinct()
        .toList();
  }

  private static boolean isAllowed(InputType type, String said) {
    return !(type instanceof InputType.Host) && type.read(said) instanceof InputType.Reading.Value;
  }
}
