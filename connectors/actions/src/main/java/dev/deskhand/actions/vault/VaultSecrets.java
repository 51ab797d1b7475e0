package dev.deskhand.actions.vault;

import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Secrets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code PATH#FIELD}. Asks Vault each time, so that a changed secret is used at once. */
final class VaultSecrets implements Secrets {
  private static final Pattern REFERENCE =
      Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)#(.+)");

  private final VaultClient client;

  VaultSecrets(VaultClient client) {
    this.client = client;
  }

  @Override
  public String resolve(String reference) {
    Matcher parts = REFERENCE.matcher(reference);
    if (!parts.matches()) {
      throw new ActionException(
          "expected vault:PATH#FIELD such as vault:deskhand/ldap#password, found 'vault:"
              + reference
              + "'");
    }
    return client.read(parts.group(1), parts.group(2));
  }
}
