package dev.deskhand.slack.wire;

import dev.deskhand.bot.message.ConversationId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in Slack: {@code TEAM:CHANNEL}, or {@code TEAM:CHANNEL:TS} for the thread below the
 * message of that timestamp.
 *
 * <p>A direct conversation is named by the person, {@code TEAM:USER}, and never by its {@code D…}
 * id: so a post to somebody and their answer are one conversation, and no call to Slack is needed
 * to name it.
 *
 * @param channel a channel's id ({@code C…}, {@code G…}) or, directly, a person's ({@code U…},
 *     {@code W…})
 */
public record SlackPlace(String team, String channel, Optional<String> thread) {
  /** The name under which conversations and accounts belong to Slack. */
  public static final String PLATFORM = "slack";

  private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]{1,40}");
  private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}\\.[0-9]{1,9}");

  public SlackPlace {
    if (!isId(team) || !isId(channel) || !thread.map(SlackPlace::isTimestamp).orElse(true)) {
      throw new IllegalArgumentException(
          "place '%s:%s:%s': expected ids of Slack".formatted(team, channel, thread.orElse("")));
    }
  }

  /** The direct conversation with a person. */
  public static SlackPlace direct(String team, String user) {
    return new SlackPlace(team, user, Optional.empty());
  }

  /** The thread below a message of this place, or the one that it stands in. */
  public SlackPlace below(String timestamp) {
    return new SlackPlace(team, channel, thread.or(() -> Optional.of(timestamp)));
  }

  /**
   * Reads the place of a conversation.
   *
   * @throws IllegalArgumentException if it is not of Slack
   */
  public static SlackPlace of(ConversationId conversation) {
    String[] parts = conversation.place().split(":", -1);
    if (!conversation.channel().equals(PLATFORM) || parts.length < 2 || parts.length > 3) {
      throw new IllegalArgumentException("conversation '" + conversation + "' is not of Slack");
    }
    Optional<String> thread = parts.length == 3 ? Optional.of(parts[2]) : Optional.empty();
    return new SlackPlace(parts[0], parts[1], thread);
  }

  public ConversationId conversation() {
    String suffix = thread.map(ts -> ":" + ts).orElse("");
    return new ConversationId(PLATFORM, team + ":" + channel + suffix);
  }

  /** Whether the bot speaks to one person here. */
  public boolean isDirect() {
    return channel.startsWith("U") || channel.startsWith("W");
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  static boolean isTimestamp(String text) {
    return TIMESTAMP.matcher(text).matches();
  }
}
