package dev.deskhand.web.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.permissions.Account;
import dev.deskhand.web.oidc.IdentityProvider.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an issuer has proved, kept by a browser until its person has proved who they are here. */
public final class ProvedJson {
  private ProvedJson() {}

  /** Writes {@code {"account", "values": […]}}. */
  public static String text(Answer.Proved proved) {
    ObjectNode node = Json.object().put("account", proved.account().toString());
    new TreeSet<>(proved.values()).forEach(node.putArray("values")::add);
    return Json.text(node);
  }

  /** Reads it again; empty for anything else, such as a note of an earlier version. */
  public static Optional<Answer.Proved> proved(String text) {
    try {
      return proved(Json.read(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Answer.Proved> proved(ObjectNode node) {
    Set<String> values = new TreeSet<>();
    for (JsonNode value : node.path("values")) {
      values.add(value.asText());
    }
    return Account.parse(node.path("account").asText())
        .map(account -> new Answer.Proved(account, values));
  }
}
