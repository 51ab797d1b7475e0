package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The Bot Connector's small bodies. */
public final class ConnectorJson {
  private ConnectorJson() {}

  /** A token, and how long it is good for. */
  public record Token(String value, Duration lifetime) {
    /** Never shows the token. */
    @Override
    public String toString() {
      return "Token[" + lifetime + "]";
    }
  }

  /**
   * Reads the login's answer.
   *
   * @throws MalformedException if there is no token in it
   */
  public static Token token(String answer) {
    ObjectNode json = read(answer);
    String value = Json.textOf(json, "access_token");
    if (value.isEmpty()) {
      throw new MalformedException("the answer has no access_token");
    }
    return new Token(value, Duration.ofSeconds(json.path("expires_in").asLong(0)));
  }

  /**
   * Reads the id of what was made.
   *
   * @throws MalformedException if there is none
   */
  public static String id(String answer) {
    return Json.optional(read(answer), "id")
        .orElseThrow(() -> new MalformedException("the answer has no id"));
  }

  /** Asks for the conversation with one person. */
  public static String opening(String bot, TeamsPlace place) {
    ObjectNode json = Json.object().put("isGroup", false).put("tenantId", place.tenant());
    json.putObject("bot").put("id", bot);
    json.putArray("members").addObject().put("id", place.conversation());
    json.putObject("channelData").putObject("tenant").put("id", place.tenant());
    return Json.text(json);
  }

  private static ObjectNode read(String answer) {
    return Json.read(answer.getBytes(StandardCharsets.UTF_8));
  }
}
