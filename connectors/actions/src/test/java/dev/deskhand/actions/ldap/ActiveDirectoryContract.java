package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.OneTimeSecret;
import dev.deskhand.runbooks.action.StepAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the LDAP actions do in a domain of Active Directory, whoever serves it. */
abstract class ActiveDirectoryContract {
  private final List<OneTimeSecret> kept = new ArrayList<>();

  abstract ActiveDirectoryRig rig();

  @Test
  void an_account_is_made_given_a_password_enabled_and_disabled() throws Exception {
    String dn = create("zoe");
    Map<String, String> made = state("zoe");
    perform(new LdapSetPassword(), Map.of("account", "zoe"));
    perform(new LdapEnable(), Map.of("account", "zoe"));
    perform(new LdapModify(), Map.of("account", "zoe", "attribute", "pwdLastSet", "value", "-1"));
    boolean signedIn = rig().signsIn(dn, kept.getLast().value());
    perform(new LdapDisable(), Map.of("account", "zoe"));

    assertThat(made).containsEntry("found", "true").containsEntry("disabled", "true");
    assertThat(signedIn).isTrue();
    assertThat(state("zoe")).containsEntry("disabled", "true").containsEntry("locked", "false");
    assertThat(rig().signsIn(dn, kept.getLast().value())).isFalse();
  }

  @Test
  void people_and_groups_of_the_domain_are_read_by_their_names_and_computers_are_not()
      throws Exception {
    create("yara");

    LdapNames.Found found =
        new LdapNames(rig().call(Map.of(), kept).target(), new ActiveDirectoryRig.Kept(kept))
            .read();

    assertThat(found.people()).containsKey("yara");
    assertThat(found.people().keySet()).noneMatch(id -> id.endsWith("$"));
    assertThat(found.groups()).doesNotHaveDuplicates();
  }

  @Test
  void a_new_password_has_to_be_changed_at_the_next_logon() throws Exception {
    create("yan");
    perform(new LdapSetPassword(), Map.of("account", "yan"));

    assertThat(search("(sAMAccountName=?)", "yan", "pwdLastSet")).contains("\"pwdLastSet\":\"0\"");
  }

  @Test
  void a_lock_is_seen_and_taken_away() throws Exception {
    String dn = create("max");
    perform(new LdapSetPassword(), Map.of("account", "max"));
    perform(new LdapEnable(), Map.of("account", "max"));
    rig().lock(dn);
    Map<String, String> locked = state("max");
    Map<String, String> unlocked = perform(new LdapUnlock(), Map.of("account", "max"));
    Map<String, String> again = perform(new LdapUnlock(), Map.of("account", "max"));

    assertThat(locked).containsEntry("locked", "true").containsEntry("disabled", "false");
    assertThat(unlocked).containsEntry("changed", "true");
    assertThat(again).containsEntry("changed", "false");
    assertThat(state("max")).containsEntry("locked", "false");
  }

  @Test
  void somebody_joins_a_group_and_leaves_it() throws Exception {
    create("kim");
    Map<String, String> both = Map.of("account", "kim", "group", "Domain Guests");

    assertThat(perform(new LdapAddToGroup(), both)).containsEntry("changed", "true");
    assertThat(perform(new LdapAddToGroup(), both)).containsEntry("changed", "false");
    assertThat(perform(new LdapGroupMembership(), both)).containsEntry("member", "true");
    assertThat(perform(new LdapRemoveFromGroup(), both)).containsEntry("changed", "true");
    assertThat(perform(new LdapGroupMembership(), both)).containsEntry("member", "false");
  }

  @Test
  void an_attribute_is_changed_and_the_entry_deleted() throws Exception {
    String dn = create("leo");
    Map<String, String> title = Map.of("account", "leo", "attribute", "title", "value", "Clerk");

    assertThat(perform(new LdapModify(), title)).containsEntry("changed", "true");
    assertThat(perform(new LdapModify(), title))
        .isEqualTo(Map.of("changed", "false", "before", "Clerk"));
    assertThat(perform(new LdapDelete(), Map.of("dn", dn))).containsEntry("changed", "true");
    assertThat(state("leo")).containsEntry("found", "false");
  }

  @Test
  void an_account_for_a_person_can_sign_in_once_it_is_given_a_password() throws Exception {
    Map<String, String> made = perform(new LdapCreateAccount(), person("nina.berg"));
    Map<String, String> again = perform(new LdapCreateAccount(), person("nina.berg"));
    perform(new LdapEnable(), Map.of("account", "nina.berg"));
    perform(new LdapSetPassword(), Map.of("account", "nina.berg"));
    String mustChange = search("(sAMAccountName=?)", "nina.berg", "pwdLastSet");
    perform(
        new LdapModify(), Map.of("account", "nina.berg", "attribute", "pwdLastSet", "value", "-1"));

    assertThat(made)
        .isEqualTo(
            Map.of("dn", "cn=nina.berg,CN=Users," + ActiveDirectoryRig.BASE, "changed", "true"));
    assertThat(again).containsEntry("changed", "false");
    assertThat(state("nina.berg")).containsEntry("disabled", "false");
    assertThat(search("(sAMAccountName=?)", "nina.berg", "userPrincipalName"))
        .contains("nina.berg@example.test");
    assertThat(mustChange).contains("\"pwdLastSet\":\"0\"");
    assertThat(rig().signsIn(made.getOrDefault("dn", "?"), kept.getLast().value())).isTrue();
  }

  @Test
  void a_new_account_is_closed_until_it_is_opened_and_one_that_was_closed_stays_so()
      throws Exception {
    perform(new LdapCreateAccount(), person("olga"));
    Map<String, String> fresh = state("olga");
    perform(new LdapEnable(), Map.of("account", "olga"));
    Map<String, String> opened = state("olga");
    perform(new LdapDisable(), Map.of("account", "olga"));
    Map<String, String> again = perform(new LdapCreateAccount(), person("olga"));

    assertThat(fresh).containsEntry("disabled", "true");
    assertThat(opened).containsEntry("disabled", "false");
    assertThat(again).containsEntry("changed", "false");
    assertThat(state("olga")).containsEntry("disabled", "true");
  }

  @Test
  void a_name_that_a_domain_does_not_take_is_refused_before_it_is_tried() {
    for (String name : List.of("a-name-of-21-characters", "two@names", "a+b")) {
      assertThatExceptionOfType(ActionException.class)
          .isThrownBy(() -> new LdapCreateAccount().perform(rig().call(person(name), kept)))
          .withMessageContaining("argument 'account'");
    }
  }

  private static Map<String, String> person(String account) {
    return Map.of(
        "account",
        account,
        "first-name",
        "Nina",
        "last-name",
        "Berg",
        "mail",
        account + "@example.test",
        "parent",
        "CN=Users," + ActiveDirectoryRig.BASE);
  }

  private String create(String name) throws InterruptedException {
    ActionCall call =
        rig()
            .call(
                Map.of(
                    "name",
                    name,
                    "name-attribute",
                    "cn",
                    "parent",
                    "CN=Users," + ActiveDirectoryRig.BASE),
                kept);
    List<String> attributes =
        List.of("objectClass=user", "sAMAccountName=" + name, "userAccountControl=514");
    Done done = done(new LdapCreate().perform(Calls.withList(call, "attributes", attributes)));
    return new HashMap<>(done.output()).getOrDefault("dn", "?");
  }

  private Map<String, String> state(String account) throws InterruptedException {
    return perform(new LdapAccountState(), Map.of("account", account));
  }

  private Map<String, String> perform(StepAction action, Map<String, String> arguments)
      throws InterruptedException {
    return done(action.perform(rig().call(arguments, kept))).output();
  }

  private String search(String filter, String value, String attribute) throws InterruptedException {
    ActionCall call =
        Calls.withLists(
            rig().call(Map.of("filter", filter), kept),
            Map.of("params", List.of(value), "attributes", List.of(attribute)));
    return done(new LdapSearch().perform(call)).output().getOrDefault("first", "?");
  }

  private static Done done(ActionResult result) {
    assertThat(result).isInstanceOf(Done.class);
    return (Done) result;
  }
}
