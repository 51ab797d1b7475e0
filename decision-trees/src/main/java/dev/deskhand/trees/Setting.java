package dev.deskhand.trees;

import java.util.List;
import java.util.Map;

/**
 * What was known of the asker and of the ticket when a walk began; conditions see it as it was
 * then.
 *
 * @param language that the asker reads, such as {@code de}
 * @param roles of the asker, by name
 * @param asker what else is known of them, such as {@code department: finance}
 * @param ticket its fields, such as {@code subject}; none without a ticket
 */
public record Setting(
    String language, List<String> roles, Map<String, String> asker, Map<String, String> ticket) {
  /** Nothing is known. */
  public static final Setting NONE = new Setting("", List.of(), Map.of(), Map.of());

  public Setting {
    roles = List.copyOf(roles);
    asker = Map.copyOf(asker);
    ticket = Map.copyOf(ticket);
  }

  /** What is known of people stays out of logs. */
  @Override
  public String toString() {
    return "Setting[language=" + language + ", roles=" + roles + "]";
  }
}
