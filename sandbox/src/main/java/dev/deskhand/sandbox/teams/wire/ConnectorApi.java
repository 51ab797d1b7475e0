package dev.deskhand.sandbox.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.http.LocalAnswer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The Bot Connector's conversations, strictly: what is unknown, over-long or wrong gets a 400. */
public final class ConnectorApi {
  private final Keys keys;
  private final Town town;
  private final String appId;
  private final String issuer;
  private final Set<String> blocked = ConcurrentHashMap.newKeySet();

  public ConnectorApi(Keys keys, Town town, String appId, String issuer) {
    this.keys = keys;
    this.town = town;
    this.appId = appId;
    this.issuer = issuer;
  }

  /** The id of the conversation that the app has with a person alone. */
  public static String personal(String person) {
    return "a:1" + person.replace("-", "");
  }

  /** The person has removed the app. */
  public void block(String person) {
    blocked.add(person);
  }

  /** The OpenID metadata. */
  public LocalAnswer metadata(String base) {
    return json(
        200,
        Json.object()
            .put("issuer", issuer)
            .put("jwks_uri", base + "/keys")
            .put("token_endpoint_auth_methods_supported", "private_key_jwt"));
  }

  public LocalAnswer keys() {
    return LocalAnswer.json(200, keys.published());
  }

  /** The login's answer. */
  public LocalAnswer token(String token, long seconds) {
    return json(
        200,
        Json.object()
            .put("token_type", "Bearer")
            .put("expires_in", seconds)
            .put("access_token", token));
  }

  /** {@code POST /v3/conversations}. */
  public LocalAnswer open(String body) {
    Optional<ObjectNode> json = Json.read(body);
    if (json.isEmpty()) {
      return refusal(400, List.of("no JSON object"));
    }
    JsonNode members = json.get().path("members");
    String person = members.path(0).path("id").asText();
    boolean fits =
        Set.of("bot", "isGroup", "members", "tenantId", "channelData")
                .containsAll(json.get().properties().stream().map(it -> it.getKey()).toList())
            && members.size() == 1
            && !person.isEmpty()
            && !json.get().path("isGroup").asBoolean(true)
            && json.get().path("bot").path("id").asText().equals("28:" + appId)
            && !json.get().path("tenantId").asText().isEmpty();
    if (!fits) {
      return refusal(400, List.of("a conversation needs bot, one member and tenantId, no more"));
    }
    return blocked.contains(person)
        ? refusal(403, List.of("ForbiddenOperationException"))
        : json(201, Json.object().put("id", personal(person)));
  }

  /** {@code POST /v3/conversations/ID/activities}. */
  public LocalAnswer post(String conversation, String body) {
    Optional<ObjectNode> json = Json.read(body);
    List<String> findings = json.map(ActivityRules::findings).orElse(List.of("no JSON object"));
    return json.isPresent() && findings.isEmpty()
        ? json(201, Json.object().put("id", town.add(conversation, json.get())))
        : refusal(400, findings);
  }

  /** {@code PUT /v3/conversations/ID/activities/ID}. */
  public LocalAnswer replace(String conversation, String id, String body) {
    Optional<ObjectNode> json = Json.read(body);
    List<String> findings = json.map(ActivityRules::findings).orElse(List.of("no JSON object"));
    if (json.isEmpty() || !findings.isEmpty()) {
      return refusal(400, findings);
    }
    return town.replace(conversation, id, json.get())
        ? json(200, Json.object().put("id", id))
        : refusal(404, List.of("ActivityNotFoundInConversation"));
  }

  /** {@code DELETE /v3/conversations/ID/activities/ID}. */
  public LocalAnswer remove(String conversation, String id) {
    return town.remove(conversation, id)
        ? json(200, Json.object())
        : refusal(404, List.of("ActivityNotFoundInConversation"));
  }

  /** An error as the Bot Connector words it. */
  public static LocalAnswer refusal(int status, List<String> findings) {
    ObjectNode body = Json.object();
    body.putObject("error").put("code", "BadArgument").put("message", String.join("; ", findings));
    return json(status, body);
  }

  private static LocalAnswer.Reply json(int status, ObjectNode body) {
    return LocalAnswer.json(status, body.toString());
  }
}
