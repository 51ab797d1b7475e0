package dev.deskhand.bot.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a button stands for: a verb and the ids that it is about. It travels through the vendor and
 * comes back as it pleases somebody, so everything in it is checked against the journal.
 *
 * @param verb such as {@code answer} or {@code approve}, of the same characters as an id
 * @param ids each of {@code a-z A-Z 0-9 . _ -}, such as a walk, a node and a choice
 */
public record ButtonAction(String verb, List<String> ids) {
  private static final String SEPARATOR = ":";

  /** The least that a vendor allows for an action's id. */
  public static final int MAX_CHARACTERS = 255;

  private static final String PART = "[\\w.-]+";

  public ButtonAction {
    ids = List.copyOf(ids);
    if (!verb.matches(PART) || !ids.stream().allMatch(id -> id.matches(PART))) {
      throw new IllegalArgumentException("button: its verb or an id has other characters");
    }
  }

  public static ButtonAction of(String verb, String... ids) {
    return new ButtonAction(verb, Arrays.asList(ids));
  }

  /**
   * Reads the form that {@link #encoded} writes.
   *
   * @throws IllegalArgumentException if it is another one
   */
  public static ButtonAction decode(String text) {
    if (text.length() > MAX_CHARACTERS || text.isBlank()) {
      throw new IllegalArgumentException("button of " + text.length() + " characters");
    }
    List<String> parts = Arrays.asList(text.split(SEPARATOR, -1));
    return new ButtonAction(parts.getFirst(), parts.subList(1, parts.size()));
  }

  /** What the choices of one question have in common: all but the last id, which is the choice. */
  public ButtonAction stem() {
    return new ButtonAction(verb, ids.subList(0, Math.max(0, ids.size() - 1)));
  }

  /** The last id; what it is of is the {@link #stem}. */
  public String choice() {
    return ids.isEmpty() ? "" : ids.getLast();
  }

  /**
   * The choice of this id, of what this is the stem of.
   *
   * @throws IllegalArgumentException if the id has other characters
   */
  public ButtonAction choosing(String id) {
    List<String> all = new ArrayList<>(ids);
    all.add(id);
    return new ButtonAction(verb, all);
  }

  /** At most 255 characters, the least that a vendor allows for an action's id. */
  public String encoded() {
    return ids.stream()
        .collect(Collectors.joining(SEPARATOR, verb + (ids.isEmpty() ? "" : SEPARATOR), ""));
  }
}
