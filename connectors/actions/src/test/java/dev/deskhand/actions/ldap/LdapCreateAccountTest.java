package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LdapCreateAccountTest extends LdapContract {
  @Override
  protected StepAction action() {
    return new LdapCreateAccount();
  }

  @Override
  protected ActionCall workingCall() {
    return call(
        Map.of(
            "account",
            "zoe",
            "first-name",
            "Zoe",
            "last-name",
            "Doe",
            "mail",
            "zoe@example.test",
            "parent",
            "ou=people," + directory.baseDn()));
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("account", "first-name", "last-name", "mail");
  }

  @Test
  void an_account_is_made_once_and_deleted_once() throws Exception {
    Done made = (Done) action().perform(workingCall());
    Done again = (Done) action().perform(workingCall());
    ActionCall named = call(Map.of("dn", made.output().getOrDefault("dn", "?")));
    Done deleted = (Done) new LdapDelete().perform(named);
    Done gone = (Done) new LdapDelete().perform(named);

    assertThat(made.output()).isEqualTo(Map.of("dn", directory.personDn("zoe"), "changed", "true"));
    assertThat(again.output()).containsEntry("changed", "false");
    assertThat(deleted.output()).containsEntry("changed", "true");
    assertThat(gone.output()).containsEntry("changed", "false");
  }

  @Test
  void another_entry_of_that_name_is_left_alone() throws Exception {
    ActionResult result = action().perform(Calls.withArgument(workingCall(), "account", "bob"));

    assertThat(((Failed) result).reason()).contains("with other values");
  }

  @Test
  void hostile_values_stay_values() throws Exception {
    for (String argument : freeTexts()) {
      for (String value : HostileValues.all().toList()) {
        try {
          ActionResult result =
              action().perform(Calls.withArgument(workingCall(), argument, value));
          if (result instanceof Done done) {
            assertThat(done.output().get("dn")).endsWith(",ou=people," + directory.baseDn());
          }
        } catch (ActionException e) {
          assertThat(e).hasMessageContaining("argument '" + argument + "'");
        }
      }
    }
  }
}
