package dev.deskhand.web.oidc;

import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.RoleClaim;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The issuer at which people sign in to the chat page.
 *
 * @param name how people call it; on the button
 * @param issuer exactly as the issuer writes it in its tokens
 * @param session how long a sign-in lasts
 * @param roles what of its tokens gives roles
 */
public record OidcSettings(
    String name,
    URI issuer,
    String clientId,
    String secret,
    Duration session,
    Optional<RoleClaim> roles) {
  /** The platform of accounts: {@code oidc:issuer:subject}. */
  public static final String PLATFORM = "oidc";

  /**
   * The account of a subject: the issuer without its scheme, since an account's scope has no colon.
   */
  public Account account(String subject) {
    String scope = issuer.toString().replaceFirst("^https?://", "").replace(":", "%3A");
    return new Account(PLATFORM, scope, subject);
  }

  @Override
  public String toString() {
    return "OidcSettings[" + issuer + ", " + clientId + "]";
  }
}
