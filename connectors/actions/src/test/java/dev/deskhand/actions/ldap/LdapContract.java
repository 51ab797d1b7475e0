package dev.deskhand.actions.ldap;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.RemoteActionContract;
import dev.deskhand.sandbox.SandboxDirectory;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** What an action owes whose target is a directory: the practice one plays it. */
abstract class LdapContract extends RemoteActionContract {
  final SandboxDirectory directory = SandboxDirectory.start(0, InstantSource.system());

  @AfterEach
  void close() {
    directory.close();
  }

  final ActionCall call(Map<String, String> arguments) {
    return LdapFixture.call(directory, arguments);
  }

  @Override
  protected Map<String, String> unreachable() {
    return Map.of("url", "ldap://127.0.0.1:1");
  }

  @Override
  protected long effects() {
    return directory.changes().size();
  }
}
