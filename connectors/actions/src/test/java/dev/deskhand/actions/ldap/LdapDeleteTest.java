package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.StepAction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LdapDeleteTest extends LdapContract {
  @Override
  protected StepAction action() {
    return new LdapDelete();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("dn", directory.personDn("bob")));
  }

  @Override
  protected long effects() {
    return directory.has("bob") ? 0 : 1;
  }

  @Test
  void an_entry_is_deleted_once_and_no_other() throws Exception {
    Done deleted = (Done) action().perform(workingCall());
    Done gone = (Done) action().perform(workingCall());

    assertThat(deleted.output()).containsEntry("changed", "true");
    assertThat(gone.output()).containsEntry("changed", "false");
    assertThat(directory.has("bob")).isFalse();
    assertThat(directory.has("ada")).isTrue();
  }

  @Test
  void what_is_not_below_the_base_is_refused() {
    for (String dn : List.of(directory.baseDn(), "uid=bob,ou=people,dc=other", "bob")) {
      assertThatExceptionOfType(ActionException.class)
          .isThrownBy(() -> action().perform(call(Map.of("dn", dn))))
          .withMessageContaining("argument 'dn'");
    }
    assertThat(effects()).isZero();
  }
}
