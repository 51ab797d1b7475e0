package dev.deskhand.sandbox.teams.message;

import java.util.List;
import java.util.Optional;

/**
 * A message of the app, as it reads now.
 *
 * @param text all that is to be read on the card, a line an element
 * @param json the activity
 */
public record TeamsMessage(
    String conversation, String id, String text, List<TeamsButton> buttons, String json) {
  public TeamsMessage {
    buttons = List.copyOf(buttons);
  }

  public boolean says(String words) {
    return text.contains(words);
  }

  public Optional<TeamsButton> button(String title) {
    return buttons.stream().filter(button -> button.title().equals(title)).findFirst();
  }

  /**
   * Something to press.
   *
   * @param data the JSON that comes back when it is executed
   * @param fallback the JSON that comes back when it is submitted
   */
  public record TeamsButton(String title, String data, String fallback) {}
}
