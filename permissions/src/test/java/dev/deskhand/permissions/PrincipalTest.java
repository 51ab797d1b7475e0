package dev.deskhand.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.TenantId;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PrincipalTest {
  private static String shown(String name) {
    return new Principal(
            TenantId.DEFAULT, new PersonId("zoe"), name, Set.of(), new Principal.Kind.Human())
        .name();
  }

  @Test
  void a_name_of_any_length_is_seen_to_end_and_never_within_a_letter() {
    assertThat(shown("n".repeat(200))).isEqualTo("n".repeat(200));
    assertThat(shown("n".repeat(100_000))).isEqualTo("n".repeat(199) + "…");
    assertThat(shown("n" + "\uD83D\uDD25".repeat(50_000)))
        .isEqualTo("n" + "\uD83D\uDD25".repeat(99) + "…");
    assertThat(shown("\uD83D\uDD25".repeat(50_000))).isEqualTo("\uD83D\uDD25".repeat(99) + "…");
  }
}
