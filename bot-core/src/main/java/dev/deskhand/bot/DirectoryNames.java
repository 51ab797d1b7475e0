package dev.deskhand.bot;

import dev.deskhand.bot.Names.Name;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
   * @param people how each is called, by their ids
   */
  public void take(Map<String, List<String>> people, Collection<String> groups) {
    last =
        new Read(
            NameIndex.of(
                people.entrySet().stream()
                    .map(person -> new Name(person.getKey(), person.getValue()))
                    .toList()),
            NameIndex.of(groups.stream().map(group -> new Name(group, List.of())).toList()));
  }

  NameIndex people() {
    return last.people();
  }

  /** The values of an input that is a text. */
  NameIndex of(String input) {
    return groupInputs.contains(input) ? last.groups() : NameIndex.EMPTY;
  }
}
