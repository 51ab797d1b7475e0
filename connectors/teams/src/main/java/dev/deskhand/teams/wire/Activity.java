package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that happened in Teams, as the Bot Connector tells it: its form checked, its content
 * not looked at
 * (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference).
 */
public final class Activity {
  private final ObjectNode json;

  private Activity(ObjectNode json) {
    this.json = json;
  }

  /**
   * Reads an activity.
   *
   * @throws MalformedException if it is none, or has no type, channel, service URL or conversation
   */
  public static Activity read(byte[] body) {
    Activity activity = new Activity(Json.read(body));
    require(!activity.type().isEmpty(), "the activity has no type");
    require(!activity.channel().isEmpty(), "the activity has no channelId");
    require(
        TeamsPlace.isConversation(activity.conversation()),
        "the activity's conversation has no id, or one of another form");
    require(activity.service().getHost() != null, "the activity has no serviceUrl");
    return activity;
  }

  public String type() {
    return Json.textOf(json, "type");
  }

  /** The channel's name, such as {@code msteams}. */
  public String channel() {
    return Json.textOf(json, "channelId");
  }

  /** The service URL as it is written. */
  public String serviceUrl() {
    return Json.textOf(json, "serviceUrl");
  }

  /** The service URL as an address. */
  public URI service() {
    try {
      return URI.create(serviceUrl());
    } catch (IllegalArgumentException e) {
      throw new MalformedException("the activity's serviceUrl is no address");
    }
  }

  /**
   * The Entra tenant, in lower case; empty when there is none.
   *
   * @throws MalformedException if two are named
   */
  public String tenant() {
    String data = Json.textOf(json.path("channelData").path("tenant"), "id");
    String conversation = Json.textOf(json.path("conversation"), "tenantId");
    require(
        data.isEmpty() || conversation.isEmpty() || data.equalsIgnoreCase(conversation),
        "the activity names two tenants");
    return TeamsPlace.lower(data.isEmpty() ? conversation : data);
  }

  /** The conversation's id. */
  public String conversation() {
    return Json.textOf(json.path("conversation"), "id");
  }

  boolean isPersonal() {
    return Json.textOf(json.path("conversation"), "conversationType").equals("personal");
  }

  /** A chat of several, which is one conversation: a channel's threads are one each. */
  boolean isGroup() {
    return Json.textOf(json.path("conversation"), "conversationType").equals("groupChat");
  }

  /** The object id of the person who did it, in lower case; empty when it was none. */
  Optional<String> person() {
    JsonNode from = json.path("from");
    boolean isBot = Json.textOf(from, "role").equals("bot");
    return Json.optional(from, "aadObjectId")
        .map(id -> id.toLowerCase(Locale.ROOT))
        .filter(id -> !isBot && TeamsPlace.isGuid(id));
  }

  /** The id of the bot that it is for, such as {@code 28:…}. */
  String recipient() {
    return Json.textOf(json.path("recipient"), "id");
  }

  /** Unique within its conversation. */
  Optional<String> id() {
    return Json.optional(json, "id").filter(id -> id.length() <= 500);
  }

  /** What an invocation asks for; empty for what is none. */
  public String name() {
    return Json.textOf(json, "name");
  }

  /** The id of the message that a button stands in. */
  Optional<String> repliedTo() {
    return Json.optional(json, "replyToId").filter(id -> id.matches("[\\w:;=@.+|~-]{1,300}"));
  }

  JsonNode field(String name) {
    return json.path(name);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new MalformedException(otherwise);
    }
  }
}
