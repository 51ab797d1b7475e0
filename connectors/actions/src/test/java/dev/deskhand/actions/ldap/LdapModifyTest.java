package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.StepAction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LdapModifyTest extends LdapContract {
  @Override
  protected StepAction action() {
    return new LdapModify();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("account", "bob", "attribute", "title", "value", "Controller"));
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("value");
  }

  @Test
  void the_value_before_is_told_and_can_be_put_back() throws Exception {
    Done changed = (Done) action().perform(workingCall());
    Done back = (Done) action().perform(value(changed.output().getOrDefault("before", "?")));
    Done again = (Done) action().perform(value("Accountant"));

    assertThat(changed.output()).isEqualTo(Map.of("changed", "true", "before", "Accountant"));
    assertThat(back.output()).containsEntry("before", "Controller");
    assertThat(again.output()).containsEntry("changed", "false");
  }

  @Test
  void a_later_attempt_does_not_take_what_an_earlier_one_set_for_what_was_before()
      throws Exception {
    Done lost = (Done) action().perform(workingCall());
    Done second = (Done) action().perform(secondAttempt(workingCall()));
    Done another = (Done) action().perform(secondAttempt(value("Auditor")));

    assertThat(lost.output()).containsEntry("before", "Accountant");
    assertThat(second.output()).isEqualTo(Map.of("changed", "false"));
    assertThat(another.output()).isEqualTo(Map.of("changed", "true", "before", "Controller"));
  }

  private static ActionCall secondAttempt(ActionCall call) {
    return new ActionCall(
        call.key(),
        2,
        call.target(),
        call.arguments(),
        call.lists(),
        call.timeout(),
        call.services());
  }

  @Test
  void an_empty_value_takes_the_attribute_away() throws Exception {
    action().perform(value(""));

    assertThat(((Done) action().perform(value("x"))).output()).containsEntry("before", "");
  }

  @Test
  void one_value_is_added_and_deleted_once() throws Exception {
    ActionCall add = Calls.withArgument(value("Auditor"), "operation", "add");
    ActionCall delete = Calls.withArgument(value("Auditor"), "operation", "delete");

    for (ActionCall call : List.of(add, delete)) {
      assertThat(((Done) action().perform(call)).output()).containsEntry("changed", "true");
      assertThat(((Done) action().perform(call)).output()).containsEntry("changed", "false");
    }
  }

  @Test
  void a_hostile_value_is_a_value() throws Exception {
    for (String value : HostileValues.all().filter(it -> it.length() < 1000).toList()) {
      try {
        ActionResult result = action().perform(value(value));
        assertThat(result).isNotInstanceOf(ActionResult.Uncertain.class);
      } catch (ActionException e) {
        assertThat(e).hasMessageContaining("argument 'value'");
      }
    }

    assertThat(directory.changes()).allMatch(it -> it.attribute().equals("title"));
    assertThat(directory.changes()).allMatch(it -> it.dn().startsWith("uid=bob,"));
  }

  @Test
  void a_password_and_an_entry_elsewhere_are_refused() {
    for (Map<String, String> strange :
        List.of(
            Map.of("attribute", "userPassword"),
            Map.of("attribute", "unicodePwd"),
            Map.of("dn", "cn=admin,dc=elsewhere"),
            Map.of("operation", "increment"))) {
      ActionCall call = workingCall();
      for (Map.Entry<String, String> each : strange.entrySet()) {
        call = Calls.withArgument(call, each.getKey(), each.getValue());
      }
      ActionCall refused = call;
      assertThatExceptionOfType(ActionException.class)
          .isThrownBy(() -> action().perform(refused))
          .withMessageContaining("argument");
    }
  }

  private ActionCall value(String value) {
    return Calls.withArgument(workingCall(), "value", value);
  }
}
