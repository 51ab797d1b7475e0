package dev.deskhand.sandbox.teams.message;

/**
 * A person in a conversation.
 *
 * @param tenant the Entra tenant's id
 * @param person the person's object id there
 */
public record TeamsSeat(String tenant, String person, Kind kind, String conversation) {

  /** What kind of conversation it is. */
  public enum Kind {
    PERSONAL("personal"),
    GROUP("groupChat"),
    CHANNEL("channel");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }

    /** As the Bot Connector writes it. */
    public String wire() {
      return wire;
    }
  }

  /** The same person in the thread below a message of a channel. */
  public TeamsSeat inThread(String message) {
    return new TeamsSeat(tenant, person, kind, conversation + ";messageid=" + message);
  }
}
