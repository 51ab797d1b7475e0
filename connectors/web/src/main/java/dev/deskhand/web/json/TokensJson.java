package dev.deskhand.web.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.content.Problems;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.ApiToken;
import dev.deskhand.permissions.ApiTokens;
import dev.deskhand.permissions.Limit;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the command line asks and hears about tokens. */
public final class TokensJson {
  private TokensJson() {}

  /**
   * Reads {@code {"name", "for"?, "verbs": […], "runbooks"?: […], "days"}}.
   *
   * @param self for whom it is where nobody is named
   */
  public static ApiTokens.Wanted wanted(byte[] body, PersonId self) {
    ObjectNode node = Json.read(body);
    String owner = node.path("for").asText("");
    if (!owner.isEmpty() && !PersonId.isValid(owner)) {
      throw new IllegalArgumentException("'for': expected a person's or service's id");
    }
    if (!node.path("days").canConvertToInt()) {
      throw new IllegalArgumentException("'days': expected a number");
    }
    return new ApiTokens.Wanted(
        node.path("name").asText(""),
        owner.isEmpty() ? self : new PersonId(owner),
        verbs(node.path("verbs")),
        runbooks(node.path("runbooks")),
        Duration.ofDays(node.path("days").asInt()));
  }

  private static Set<Action> verbs(JsonNode labels) {
    Set<Action> verbs = new HashSet<>();
    for (JsonNode label : labels) {
      verbs.add(
          Action.labelled(label.asText())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "no verb '"
                              + label.asText()
                              + "': "
                              + Problems.suggestion(
                                  label.asText(),
                                  Limit.GRANTABLE.stream().map(Action::label).toList()))));
    }
    return verbs;
  }

  private static Set<String> runbooks(JsonNode names) {
    Set<String> runbooks = new HashSet<>();
    for (JsonNode name : names) {
      if (!RunbookId.FORM.matcher(name.asText()).matches()) {
        throw new IllegalArgumentException("no runbook is called '" + name.asText() + "'");
      }
      runbooks.add(name.asText());
    }
    return runbooks;
  }

  /** Writes {@code {"token", "id"}}: the only time that a token is told. */
  public static String made(ApiTokens.Made made) {
    return Json.text(Json.object().put("token", made.text()).put("id", made.token().id().value()));
  }

  /** Writes {@code {"tokens": […]}}, without the tokens themselves. */
  public static String tokens(List<ApiToken> tokens) {
    ObjectNode node = Json.object();
    ArrayNode all = node.putArray("tokens");
    tokens.forEach(token -> write(all.addObject(), token));
    return Json.text(node);
  }

  private static void write(ObjectNode into, ApiToken token) {
    into.put("id", token.id().value())
        .put("name", token.name())
        .put("owner", token.owner().value())
        .put("issued", token.issued().toString())
        .put("expires", token.expires().toString());
    token.lastUsed().ifPresent(at -> into.put("used", at.toString()));
    ArrayNode verbs = into.putArray("verbs");
    token.limit().actions().stream().map(Action::label).sorted().forEach(verbs::add);
    ArrayNode runbooks = into.putArray("runbooks");
    token.limit().runbooks().stream().sorted().forEach(runbooks::add);
  }
}
