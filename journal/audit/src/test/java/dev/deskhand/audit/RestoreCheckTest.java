package dev.deskhand.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.memory.InMemoryStore;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is older than what a witness has seen of it. */
final class RestoreCheckTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Chains.TIME);

  @TempDir private Path folder;
  private final InMemoryStore store = new InMemoryStore(CLOCK);
  private final RestoreCheck check = new RestoreCheck(store, CLOCK);
  private SigningKey key;

  @BeforeEach
  void write() {
    key = SigningKey.in(folder);
    for (int i = 1; i <= 3; i++) {
      store.append(Append.in(TenantId.DEFAULT).audit(Chains.entry(i)).build());
    }
  }

  private SignedHead head(int length) {
    return SignedHead.sign(Chains.of(length).getLast(), Chains.TIME, key);
  }

  @Test
  void a_database_that_has_the_last_head_is_left_alone() {
    assertThat(check.hold(TenantId.DEFAULT, head(3))).isEmpty();
    assertThat(check.hold(TenantId.DEFAULT, head(2))).isEmpty();
    assertThat(store.frozen(TenantId.DEFAULT)).isEmpty();
  }

  @Test
  void one_that_is_behind_is_frozen_and_says_so_in_its_audit() {
    assertThat(check.hold(TenantId.DEFAULT, head(5))).isPresent();

    assertThat(store.frozen(TenantId.DEFAULT))
        .singleElement()
        .extracting(Freeze.Frozen::why)
        .asString()
        .contains("entry 5 was witnessed", "ends with entry 3");
    assertThat(store.auditHead(TenantId.DEFAULT).orElseThrow().entry().action())
        .isEqualTo("restored");
  }

  @Test
  void so_is_one_whose_entry_is_another() {
    store.append(Append.in(TenantId.DEFAULT).audit(Chains.entry(9)).build());

    assertThat(check.hold(TenantId.DEFAULT, head(4))).isPresent();
  }

  @Test
  void once_the_new_head_is_witnessed_it_is_left_alone_again() {
    check.hold(TenantId.DEFAULT, head(5));
    SignedHead anew =
        SignedHead.sign(store.auditHead(TenantId.DEFAULT).orElseThrow(), Chains.TIME, key);

    assertThat(check.hold(TenantId.DEFAULT, anew)).isEmpty();
  }
}
