package dev.deskhand.sandbox.slack;

/**
 * Something that Slack delivers; sent twice, it is the same delivery with the same ids.
 *
 * @param body exactly what goes over the wire
 */
public record SlackDelivery(Kind kind, String body) {

  /** Which of the app's URLs it goes to. */
  public enum Kind {
    EVENT,
    COMMAND,
    INTERACTIVITY
  }

  String contentType() {
    return switch (kind) {
      case EVENT -> "application/json";
      case COMMAND, INTERACTIVITY -> "application/x-www-form-urlencoded";
    };
  }
}
