package dev.deskhand.actions.ldap;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.sandbox.SandboxDirectory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Calls to the practice directory. */
final class LdapFixture {
  private LdapFixture() {}

  static ActionCall call(SandboxDirectory directory, Map<String, String> arguments) {
    return call(directory, directory.port(), arguments, Duration.ofSeconds(10));
  }

  static ActionCall call(
      SandboxDirectory directory, int port, Map<String, String> arguments, Duration timeout) {
    Map<String, String> settings = new HashMap<>();
    settings.put("url", "ldap://127.0.0.1:" + port);
    settings.put("bind-dn", directory.adminDn());
    settings.put("password", "env:DIRECTORY_PASSWORD");
    settings.put("base-dn", directory.baseDn());
    Target target = new Target("company-directory", "ldap", settings);
    Secrets secrets = reference -> directory.adminPassword();
    return new ActionCall(
        "run-1.unlock", 1, target, arguments, Map.of(), timeout, Calls.knowing(secrets));
  }
}
