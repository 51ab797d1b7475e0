package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.StepAction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LdapSearchTest extends LdapContract {
  @Override
  protected StepAction action() {
    return new LdapSearch();
  }

  @Override
  protected ActionCall workingCall() {
    return Calls.withList(
        call(Map.of("filter", "(&(objectClass=person)(mail=?))")),
        "params",
        List.of("bob@example.test"));
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("params");
  }

  @Test
  void entries_are_told_as_json() throws Exception {
    Done done =
        (Done) action().perform(Calls.withList(workingCall(), "attributes", List.of("title")));

    assertThat(done.output())
        .isEqualTo(
            Map.of(
                "count",
                "1",
                "dn",
                directory.personDn("bob"),
                "first",
                "{\"dn\":\"uid=bob,ou=people,dc=example,dc=test\",\"title\":\"Accountant\"}",
                "entries",
                "[{\"dn\":\"uid=bob,ou=people,dc=example,dc=test\",\"title\":\"Accountant\"}]"));
  }

  @Test
  void a_hostile_parameter_finds_nobody() throws Exception {
    for (String value : HostileValues.all().toList()) {
      Done done = (Done) action().perform(Calls.withList(workingCall(), "params", List.of(value)));

      assertThat(done.output()).containsEntry("count", "0").containsEntry("first", "{}");
    }
  }

  @Test
  void parameters_that_do_not_fit_are_refused() {
    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> action().perform(Calls.withList(workingCall(), "params", List.of())))
        .withMessageContaining("question marks");
  }
}
