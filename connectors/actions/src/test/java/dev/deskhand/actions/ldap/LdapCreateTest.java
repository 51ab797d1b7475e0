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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LdapCreateTest extends LdapContract {
  @Override
  protected StepAction action() {
    return new LdapCreate();
  }

  @Override
  protected ActionCall workingCall() {
    return Calls.withList(
        call(Map.of("name", "zoe", "parent", "ou=people," + directory.baseDn())),
        "attributes",
        List.of("objectClass=inetOrgPerson", "cn=Zoe Doe", "sn=Doe"));
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("name");
  }

  @Test
  void an_entry_is_made_once_and_deleted_once() throws Exception {
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
    ActionResult result = action().perform(Calls.withArgument(workingCall(), "name", "bob"));

    assertThat(((Failed) result).reason()).contains("with other values");
  }

  @Test
  void a_hostile_name_is_a_name() throws Exception {
    for (String name : HostileValues.all().toList()) {
      try {
        ActionResult result = action().perform(Calls.withArgument(workingCall(), "name", name));
        if (result instanceof Done done) {
          assertThat(done.output().get("dn")).endsWith(",ou=people," + directory.baseDn());
        }
      } catch (ActionException e) {
        assertThat(e).hasMessageContaining("argument 'name'");
      }
    }
  }
}
