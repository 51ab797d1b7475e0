package dev.deskhand.actions.ldap;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.OneTimeSecret;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A domain {@code example.test}, with what an administrator's connection to it needs. */
interface ActiveDirectoryRig extends AutoCloseable {
  String BASE = "DC=example,DC=test";
  String ADMINISTRATOR = "CN=Administrator,CN=Users," + BASE;
  String PASSWORD = "Passw0rd-1234";

  /** {@code url}, and {@code ca-certificate} where there is one. */
  Map<String, String> address();

  /** Locks an account, as wrong passwords do. */
  void lock(String dn);

  boolean signsIn(String dn, String password);

  @Override
  void close();

  default ActionCall call(Map<String, String> arguments, List<OneTimeSecret> kept) {
    Map<String, String> settings = new HashMap<>(address());
    settings.put("bind-dn", ADMINISTRATOR);
    settings.put("password", "env:DIRECTORY_PASSWORD");
    settings.put("base-dn", BASE);
    settings.put("flavour", "active-directory");
    return Calls.call(new Target("domain", "ldap", settings), arguments, new Kept(kept));
  }

  /** Knows one password and keeps the ones that are made. */
  record Kept(List<OneTimeSecret> kept) implements Secrets {
    @Override
    public String resolve(String reference) {
      return PASSWORD;
    }

    @Override
    public String keep(OneTimeSecret secret) {
      kept.add(secret);
      return "token-" + kept.size();
    }
  }
}
