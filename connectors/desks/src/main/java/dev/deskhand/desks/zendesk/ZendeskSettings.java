package dev.deskhand.desks.zendesk;

import dev.deskhand.desks.Secret;
import dev.deskhand.permissions.Account;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * How to reach a Zendesk.
 *
 * @param baseUrl such as {@code https://example.zendesk.com}
 * @param own the account that Deskhand itself uses there: {@code zendesk}, the subdomain, and its
 *     user's id
 * @param email of that user, as the API's basic authentication wants it
 * @param token an API token
 * @param customFields what filters and inputs call custom fields, by their numbers
 */
public record ZendeskSettings(
    URI baseUrl, Account own, String email, Secret token, Map<String, String> customFields) {
  public ZendeskSettings {
    customFields = Map.copyOf(customFields);
  }

  /** One whose custom fields nobody asks for. */
  public ZendeskSettings(URI baseUrl, Account own, String email, Secret token) {
    this(baseUrl, own, email, token, Map.of());
  }

  /** The header that the API wants. */
  String authorization() {
    String login = email + "/token:" + token.value();
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }
}
