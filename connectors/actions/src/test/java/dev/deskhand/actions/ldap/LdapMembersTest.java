package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import dev.deskhand.sandbox.SandboxDirectory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is in groups of a directory that can't be asked for chains. */
final class LdapMembersTest {
  private final SandboxDirectory directory = SandboxDirectory.start(0, InstantSource.system());

  @AfterEach
  void close() {
    directory.close();
  }

  private void group(String name, String... members) throws Exception {
    try (LDAPConnection connection =
        new LDAPConnection(
            "127.0.0.1", directory.port(), directory.adminDn(), directory.adminPassword())) {
      Entry entry = new Entry(dn(name));
      entry.addAttribute("objectClass", "groupOfNames");
      entry.addAttribute("cn", name);
      entry.addAttribute("member", members);
      connection.add(entry);
    }
  }

  private String dn(String group) {
    return "cn=" + group + ",ou=groups," + directory.baseDn();
  }

  private Map<String, Set<String>> members(String... groups) {
    return new LdapMembers(
            LdapFixture.call(directory, Map.of()).target(), _ -> directory.adminPassword())
        .of(Set.of(groups));
  }

  @Test
  void members_of_groups_within_groups_count_and_a_circle_ends() throws Exception {
    group("inner", directory.personDn("ada"), dn("outer"));
    group("outer", directory.personDn("bob"), dn("inner"), "cn=gone,ou=groups,dc=nowhere");
    group("alone", directory.personDn("bob"));

    assertThat(members("outer", "inner", "alone", "no-such-group"))
        .isEqualTo(
            Map.of(
                "outer", Set.of("ada", "bob"),
                "inner", Set.of("ada", "bob"),
                "alone", Set.of("bob"),
                "no-such-group", Set.of()));
  }

  @Test
  void people_and_groups_are_read_with_their_names_page_by_page() throws Exception {
    group("inner", directory.personDn("ada"));

    LdapNames.Found found =
        new LdapNames(
                LdapFixture.call(directory, Map.of()).target(), _ -> directory.adminPassword(), 2)
            .read();

    assertThat(found.people()).containsKeys("ada", "bob");
    assertThat(found.people().getOrDefault("ada", List.of())).isNotEmpty();
    assertThat(found.groups()).contains("inner");
  }
}
