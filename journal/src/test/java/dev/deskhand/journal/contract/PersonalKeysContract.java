package dev.deskhand.journal.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalKeys;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import org.junit.jupiter.api.Test;

/** What a store of personal keys promises. */
public abstract class PersonalKeysContract {
  private final TenantId acme = Given.tenant();
  private final TenantId globex = Given.tenant();

  protected abstract PersonalKeys keys();

  @Test
  void a_key_is_made_once_and_found_again() {
    byte[] key = keys().obtain(acme, "ada");

    assertThat(key).hasSize(32);
    assertThat(keys().obtain(acme, "ada")).isEqualTo(key);
    assertThat(keys().find(acme, "ada")).contains(key);
  }

  @Test
  void a_key_that_was_never_made_is_not_found() {
    assertThat(keys().find(acme, "ada")).isEmpty();
  }

  @Test
  void each_person_of_each_tenant_has_a_key_of_their_own() {
    byte[] key = keys().obtain(acme, "ada");

    assertThat(keys().obtain(acme, "bob")).isNotEqualTo(key);
    assertThat(keys().obtain(globex, "ada")).isNotEqualTo(key);
  }

  @Test
  void a_destroyed_key_is_gone_for_ever() {
    byte[] key = keys().obtain(acme, "ada");
    byte[] other = keys().obtain(globex, "ada");

    keys().destroy(acme, "ada");

    assertThat(keys().find(acme, "ada")).isEmpty();
    assertThat(keys().obtain(acme, "ada")).isNotEqualTo(key);
    assertThat(keys().find(globex, "ada")).contains(other);
  }

  @Test
  void what_was_sealed_under_a_destroyed_key_reads_as_erased() {
    PersonalVault vault = new PersonalVault(keys());
    String sealed = vault.seal(acme, new Personal("ada", "my phone number"));
    assertThat(vault.open(acme, "ada", sealed).value()).isEqualTo("my phone number");

    keys().destroy(acme, "ada");

    assertThat(vault.open(acme, "ada", sealed).value()).isEqualTo(Personal.ERASED);
  }
}
