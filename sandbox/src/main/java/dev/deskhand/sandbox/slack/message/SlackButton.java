package dev.deskhand.sandbox.slack.message;

import java.util.Optional;

/** A button of a message. What Slack makes up when the app left it out is filled in. */
public record SlackButton(
    String blockId, String actionId, String label, Optional<String> value, Kind kind) {

  /** What is pressed. */
  public enum Kind {
    BUTTON,
    /** An option of a menu, which is chosen. */
    OPTION
  }
}
