package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where the bot answers who presses a button. */
public enum Venue {
  /** In the conversation that its message stands in. */
  HERE,

  /** To that person alone: the message may stand where the bot can't speak. */
  DIRECT;

  private static final String MARK = "deskhand-direct";

  void mark(ObjectNode data) {
    if (this == DIRECT) {
      data.put(MARK, true);
    }
  }

  static Venue of(JsonNode data) {
    return data.path(MARK).asBoolean() ? DIRECT : HERE;
  }
}
