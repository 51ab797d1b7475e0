package dev.deskhand.desks.zendesk;

import dev.deskhand.desks.Secret;
import dev.deskhand.permissions.Account;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How to reach a Zendesk.
 *
 * @param baseUrl such as {@code https://example.zendesk.com}
 * @param own the account that Deskhand itself uses there: {@code zendesk}, the subdomain, and its
 *     user's id
 * @param email of that user, as the API's basic authentication wants it
 * @param token an API token
 */
public record ZendeskSettings(URI baseUrl, Account own, String email, Secret token) {
  /** The header that the API wants. */
  String authorization() {
    String login = email + "/token:" + token.value();
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }
}
