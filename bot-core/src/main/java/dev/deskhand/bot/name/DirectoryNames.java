package dev.deskhand.bot.name;

import dev.deskhand.bot.name.Names.Name;
import dev.deskhand.permissions.PersonId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The people and groups of a directory, as far as it was read: read aside, so that no sentence
 * waits for it. A name gives nobody anything; what was read counts until it is read anew.
 * Thread-safe.
 */
public final class DirectoryNames {
  private final Set<String> groupInputs;
  private volatile Read last = new Read(NameIndex.EMPTY, NameIndex.EMPTY);

  private record Read(NameIndex people, NameIndex groups) {}

  /**
   * Nobody yet.
   *
   * @param groupInputs the names of the inputs whose values are groups
   */
  public DirectoryNames(Set<String> groupInputs) {
    this.groupInputs = Set.copyOf(groupInputs);
  }

  /** One that never has anybody. */
  public static DirectoryNames none() {
    return new DirectoryNames(Set.of());
  }

  /**
   * Takes the place of what was read before. Whoever reads it aside pays for the order it is put
   * in.
   *
   * @param people how each is called, by their ids, however those are capitalised; ids that nobody
   *     can have here are left out
   */
  public void take(Map<String, List<String>> people, Collection<String> groups) {
    Map<String, Name> byId = new TreeMap<>();
    people.forEach(
        (said, called) -> {
          String id = said.toLowerCase(Locale.ROOT);
          if (PersonId.isValid(id)) {
            byId.putIfAbsent(id, new Name(id, called));
          }
        });
    last =
        new Read(
            NameIndex.of(byId.values()),
            NameIndex.of(groups.stream().map(group -> new Name(group, List.of())).toList()));
  }

  public NameIndex people() {
    return last.people();
  }

  /** The values of an input that is a text. */
  public NameIndex of(String input) {
    return groupInputs.contains(input) ? last.groups() : NameIndex.EMPTY;
  }
}
