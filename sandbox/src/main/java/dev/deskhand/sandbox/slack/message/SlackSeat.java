package dev.deskhand.sandbox.slack.message;

/**
 * Who speaks where: a person of a workspace in one of its channels.
 *
 * @param team the workspace's id, {@code T…}
 * @param user the person's id, {@code U…}
 * @param channel the channel's id, {@code C…}, or {@code D…} for a direct conversation
 */
public record SlackSeat(String team, String user, String channel) {

  public SlackSeat {
    mustBegin("T", team);
    mustBegin("U", user);
    if (!channel.matches("[CDG].*")) {
      throw new IllegalArgumentException("'" + channel + "' is no id of a Slack channel");
    }
  }

  /** The same person in another place. */
  public SlackSeat in(String otherChannel) {
    return new SlackSeat(team, user, otherChannel);
  }

  public boolean isDirect() {
    return channel.startsWith("D");
  }

  /** Ids of different kinds begin differently, so that swapped ones are noticed. */
  private static void mustBegin(String letter, String id) {
    if (!id.startsWith(letter)) {
      throw new IllegalArgumentException("'" + id + "' should begin with " + letter);
    }
  }
}
