package dev.deskhand.web;

import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Makes the links by which people sign in to the chat page. It needs the key alone, so that another
 * process can print one while the server runs.
 */
public final class LoginLinks {
  private final Passes passes;

  public LoginLinks(LoginKey key, InstantSource clock) {
    this.passes = new Passes(key, clock);
  }

  /**
   * A link that signs one person in, once. Whoever has it is that person: hand it over in private.
   *
   * @param base where the chat page is, such as {@code http://127.0.0.1:8080}
   * @param valid how long it may be used
   */
  public String link(URI base, TenantId tenant, PersonId person, Duration valid) {
    Pass pass = passes.issue(Pass.Purpose.LOGIN, tenant, person, valid);
    String root = base.toString();
    String slash = root.endsWith("/") ? "" : "/";
    return root + slash + "login?token=" + passes.token(pass);
  }
}
