package dev.deskhand.bot.plan;

import dev.deskhand.permissions.Delegation;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code delegate PERSON [FROM] UNTIL [ROLE…]} and what ends it. */
final class DelegationReader {
  private static final Command HOW =
      new Command.Malformed(
          "Write `delegate PERSON UNTIL` or `delegate PERSON FROM UNTIL`, with days such as"
              + " `2026-12-24`, and after them the roles, if not all of yours are meant.");

  private DelegationReader() {}

  static Command hand(List<String> words) {
    if (words.isEmpty() || !PersonId.isValid(words.getFirst())) {
      return HOW;
    }
    List<LocalDate> days =
        words.stream().skip(1).limit(2).flatMap(word -> day(word).stream()).toList();
    List<String> roles = words.subList(1 + days.size(), words.size());
    if (days.isEmpty() || !roles.stream().allMatch(DelegationReader::isRole)) {
      return HOW;
    }
    return new Command.Delegate(
        new DelegationVerb.Hand(
            Optional.empty(),
            new PersonId(words.getFirst()),
            roles(roles),
            days.size() == 2 ? Optional.of(days.getFirst()) : Optional.empty(),
            days.getLast()));
  }

  static Command takeBack(List<String> words) {
    return words.size() == 1 && Delegation.isId(words.getFirst())
        ? new Command.Delegate(new DelegationVerb.TakeBack(words.getFirst()))
        : new Command.Malformed("Write `undelegate ID`, with an id that **delegations** shows.");
  }

  private static boolean isRole(String word) {
    return word.matches("[a-z][a-z0-9-]{0,63}");
  }

  private static Set<Role> roles(List<String> words) {
    return words.stream().map(Role::new).collect(Collectors.toSet());
  }

  private static Optional<LocalDate> day(String word) {
    try {
      return Optional.of(LocalDate.parse(word));
    } catch (DateTimeParseException _) {
      // The next word, or none, is a day.
      return Optional.empty();
    }
  }
}
