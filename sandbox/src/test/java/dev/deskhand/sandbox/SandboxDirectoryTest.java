package dev.deskhand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SandboxDirectoryTest {
  private static final String LOCKED = "pwdAccountLockedTime";
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));

  private final SandboxDirectory directory = SandboxDirectory.start(0, NOON);
  private LDAPConnection client = new LDAPConnection();

  @BeforeEach
  void bind() throws LDAPException {
    client =
        new LDAPConnection(
            "127.0.0.1", directory.port(), directory.adminDn(), directory.adminPassword());
  }

  @AfterEach
  void close() {
    client.close();
    directory.close();
  }

  @Test
  void ada_starts_locked_since_now() throws LDAPException {
    SearchResultEntry ada = client.getEntry(directory.personDn("ada"), "cn", "mail", LOCKED);

    assertThat(ada.getAttributeValue(LOCKED)).isEqualTo("20261120120000Z");
    assertThat(ada.getAttributeValue("cn")).isEqualTo("Ada Byron");
    assertThat(ada.getAttributeValue("mail")).isEqualTo("ada@example.test");
    assertThat(directory.isLocked("bob")).isFalse();
  }

  @Test
  void deleting_the_attribute_unlocks_and_is_counted_once() throws LDAPException {
    Modification unlock = new Modification(ModificationType.DELETE, LOCKED);

    client.modify(directory.personDn("ada"), unlock);

    assertThat(directory.isLocked("ada")).isFalse();
    assertThat(directory.changes())
        .containsExactly(
            new DirectoryChange(directory.personDn("ada"), DirectoryChange.Kind.DELETE, LOCKED));
  }

  @Test
  void deleting_what_is_not_there_is_refused_and_not_counted() {
    Modification unlock = new Modification(ModificationType.DELETE, LOCKED);

    assertThatExceptionOfType(LDAPException.class)
        .isThrownBy(() -> client.modify(directory.personDn("bob"), unlock))
        .returns(ResultCode.NO_SUCH_ATTRIBUTE, LDAPException::getResultCode);
    assertThat(directory.changes()).isEmpty();
  }

  @Test
  void adding_the_attribute_locks() throws LDAPException {
    client.modify(
        directory.personDn("bob"),
        new Modification(ModificationType.ADD, LOCKED, "20261119080000Z"));

    assertThat(directory.lockValue("bob")).hasValue("20261119080000Z");
  }

  @Test
  void a_lock_that_is_no_time_is_refused() {
    Modification nonsense = new Modification(ModificationType.ADD, LOCKED, "yesterday");

    assertThatExceptionOfType(LDAPException.class)
        .isThrownBy(() -> client.modify(directory.personDn("bob"), nonsense));
    assertThat(directory.isLocked("bob")).isFalse();
  }

  @Test
  void the_attribute_is_operational_and_comes_only_when_asked_for() throws LDAPException {
    SearchResultEntry ada = client.getEntry(directory.personDn("ada"));

    assertThat(ada.hasAttribute(LOCKED)).isFalse();
  }

  @Test
  void a_test_locks_and_unlocks_without_leaving_a_change() {
    directory.lock("grace");
    directory.unlock("ada");

    assertThat(directory.isLocked("grace")).isTrue();
    assertThat(directory.isLocked("ada")).isFalse();
    assertThat(directory.changes()).isEmpty();
  }

  @Test
  void groups_name_their_members() throws LDAPException {
    var found =
        client.search(
            "ou=groups," + directory.baseDn(),
            SearchScope.ONE,
            "(member=" + directory.personDn("elena") + ")",
            "cn");

    assertThat(found.getSearchEntries())
        .extracting(group -> group.getAttributeValue("cn"))
        .contains("staff", "it-support", "vpn-users")
        .doesNotContain("it-leads", "finance");
  }

  @Test
  void nobody_reads_without_binding() throws LDAPException {
    try (LDAPConnection stranger = new LDAPConnection("127.0.0.1", directory.port())) {
      assertThatExceptionOfType(LDAPException.class)
          .isThrownBy(() -> stranger.getEntry(directory.personDn("ada")));
    }
  }

  @Test
  void a_wrong_password_is_refused() {
    assertThatExceptionOfType(LDAPException.class)
        .isThrownBy(
            () -> new LDAPConnection("127.0.0.1", directory.port(), directory.adminDn(), "guess"))
        .returns(ResultCode.INVALID_CREDENTIALS, LDAPException::getResultCode);
  }

  @Test
  void an_unknown_person_is_named() {
    assertThatExceptionOfType(SandboxFailure.class)
        .isThrownBy(() -> directory.isLocked("nobody"))
        .withMessageContaining("'nobody'");
  }
}
