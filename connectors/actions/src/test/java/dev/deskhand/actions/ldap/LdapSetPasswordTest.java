package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.OneTimeSecret;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.sandbox.SandboxDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LdapSetPasswordTest extends LdapContract {
  @Override
  protected StepAction action() {
    return new LdapSetPassword();
  }

  @Override
  protected ActionCall workingCall() {
    return Calls.withSecrets(call(Map.of("account", "bob")), new Kept(directory, kept));
  }

  @Override
  protected long effects() {
    return kept.size();
  }

  private final List<OneTimeSecret> kept = new ArrayList<>();

  private record Kept(SandboxDirectory directory, List<OneTimeSecret> kept) implements Secrets {
    @Override
    public String resolve(String reference) {
      return directory.adminPassword();
    }

    @Override
    public String keep(OneTimeSecret secret) {
      kept.add(secret);
      return "token-" + kept.size();
    }
  }

  @Test
  void the_password_works_and_stands_nowhere_but_where_it_is_kept() throws Exception {
    ActionResult result = action().perform(workingCall());

    assertThat(((Done) result).output()).isEqualTo(Map.of("token", "token-1"));
    assertThat(kept).hasSize(1);
    assertThat(result.toString()).doesNotContain(kept.getFirst().value());
    assertThat(bind(kept.getFirst().value())).isEqualTo(ResultCode.SUCCESS);
  }

  @Test
  void made_again_the_last_password_is_the_one() throws Exception {
    action().perform(workingCall());
    action().perform(Calls.withAttempt(workingCall(), 2));

    assertThat(kept).extracting(OneTimeSecret::key).containsOnly("run-1.unlock");
    assertThat(bind(kept.getFirst().value())).isEqualTo(ResultCode.INVALID_CREDENTIALS);
    assertThat(bind(kept.getLast().value())).isEqualTo(ResultCode.SUCCESS);
  }

  @Test
  void nobody_of_that_name_is_a_lasting_failure_without_a_secret() throws Exception {
    ActionResult result = action().perform(Calls.withArgument(workingCall(), "account", "nobody"));

    assertThat(result).isInstanceOf(Failed.class);
    assertThat(kept).isEmpty();
  }

  @Test
  void passwords_satisfy_the_usual_policies() {
    for (int i = 0; i < 100; i++) {
      assertThat(Passwords.next())
          .hasSize(20)
          .matches(".*[A-Z].*")
          .matches(".*[a-z].*")
          .matches(".*[0-9].*")
          .matches(".*[-+=.:_].*");
    }
  }

  private ResultCode bind(String password) {
    try (LDAPConnection connection = new LDAPConnection("127.0.0.1", directory.port())) {
      return connection.bind(directory.personDn("bob"), password).getResultCode();
    } catch (LDAPException e) {
      return e.getResultCode();
    }
  }
}
