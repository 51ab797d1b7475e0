package dev.deskhand.actions.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** What Vault's API says, and is told. */
public final class VaultJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private VaultJson() {}

  /** A text of a secret of the key-value engine, version 2. */
  public static Optional<String> field(String body, String field) {
    return text(tree(body).path("data").path("data").path(field));
  }

  /** The token that a login gave. */
  public static Optional<String> token(String body) {
    return text(tree(body).path("auth").path("client_token"));
  }

  public static String login(String role, String secret) {
    return JSON.createObjectNode().put("role_id", role).put("secret_id", secret).toString();
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.textValue().isEmpty()
        ? Optional.of(node.textValue())
        : Optional.empty();
  }

  /** What can't be read has nothing in it; its text is never told. */
  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return JSON.missingNode();
    }
  }
}
