package dev.deskhand.sandbox.slack.message;

/**
 * The kinds of conversations, each with its channel type in events, and the scope that its messages
 * take (https://docs.slack.dev/reference/events/message).
 */
public enum SlackRoom {
  CHANNEL("channel", "channels"),
  PRIVATE("group", "groups"),
  GROUP("mpim", "mpim"),
  DIRECT("im", "im");

  private final String type;
  private final String family;

  SlackRoom(String type, String family) {
    this.type = type;
    this.family = family;
  }

  /** As events name it. */
  public String type() {
    return type;
  }

  /** The scope that lets an app read here. */
  public String history() {
    return family + ":history";
  }

  /** The event of a message that is written here. */
  public String event() {
    return "message." + family;
  }

  /** What an id looks like of which nothing else is known. */
  public static SlackRoom of(String id) {
    return switch (id.isEmpty() ? 'C' : id.charAt(0)) {
      case 'D' -> DIRECT;
      case 'G' -> GROUP;
      default -> CHANNEL;
    };
  }
}
