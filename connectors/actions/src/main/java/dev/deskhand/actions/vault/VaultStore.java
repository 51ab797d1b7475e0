package dev.deskhand.actions.vault;

import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.SecretStore;
import dev.deskhand.runbooks.action.Secrets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * HashiCorp Vault, version 2 of its key-value engine, with a token or with AppRole: {@code
 * vault:PATH#FIELD} is a field of the newest version of the secret at a path.
 */
public final class VaultStore implements SecretStore {
  private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

  @Override
  public String scheme() {
    return "vault";
  }

  @Override
  public String form() {
    return "vault:PATH#FIELD";
  }

  @Override
  public Set<String> settings() {
    return Set.of("address", "namespace", "mount", "token", "role-id", "secret-id");
  }

  @Override
  public Secrets open(Map<String, String> settings, Secrets own) {
    VaultClient client =
        new VaultClient(
            address(settings),
            settings.getOrDefault("mount", "secret"),
            Optional.ofNullable(settings.get("namespace")),
            login(settings, own));
    return new VaultSecrets(client);
  }

  private static HttpUrl address(Map<String, String> settings) {
    String text = settings.getOrDefault("address", "");
    HttpUrl address = HttpUrl.parse(text);
    if (address == null) {
      throw new ActionException(
          "'address': expected Vault's address such as https://vault.example.com:8200, found '"
              + text
              + "'");
    }
    if (!address.isHttps() && !OWN_MACHINE.contains(address.host())) {
      throw new ActionException(
          "'address': expected https; without it everybody on the way reads the secrets");
    }
    return address;
  }

  private static VaultLogin login(Map<String, String> settings, Secrets own) {
    Optional<String> token = Optional.ofNullable(settings.get("token"));
    Optional<String> role = Optional.ofNullable(settings.get("role-id"));
    Optional<String> secret = Optional.ofNullable(settings.get("secret-id"));
    if (token.isPresent() && role.isEmpty() && secret.isEmpty()) {
      return new VaultLogin.Token(() -> own.resolve(token.get()));
    }
    if (token.isEmpty() && role.isPresent() && secret.isPresent()) {
      return new VaultLogin.AppRole(() -> own.resolve(role.get()), () -> own.resolve(secret.get()));
    }
    throw new ActionException(
        "expected either 'token', or 'role-id' and 'secret-id', as references");
  }
}
