package dev.deskhand.bot.message;

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

  /** At most 255 characters, the least that a vendor allows for an action's id. */
  public String encoded() {
    return ids.stream()
        .collect(Collectors.joining(SEPARATOR, verb + (ids.isEmpty() ? "" : SEPARATOR), ""));
  }
}
