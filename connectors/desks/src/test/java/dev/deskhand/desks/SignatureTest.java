package dev.deskhand.desks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Signatures while their secret is changed. */
final class SignatureTest {
  private static final String OLD = "the secret of yesterday";
  private static final String NEW = "the secret of tomorrow";
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  private static Signature by(String secret) {
    return new Signature(new Secret(secret), HexFormat.of()::formatHex);
  }

  private static String signed(String secret) {
    return by(secret).of("1.", BODY);
  }

  @Test
  void while_a_secret_is_changed_both_are_accepted_and_no_third() {
    Signature both = by(NEW + "\n" + OLD + "\n");

    assertThat(both.matches(signed(OLD), "1.", BODY)).isTrue();
    assertThat(both.matches(signed(NEW), "1.", BODY)).isTrue();
    assertThat(both.matches(signed("the secret of nobody"), "1.", BODY)).isFalse();
    assertThat(both.matches(signed(NEW + OLD), "1.", BODY)).isFalse();
    assertThat(both.matches(signed(OLD), "2.", BODY)).isFalse();
    assertThat(both.of("1.", BODY)).isEqualTo(signed(NEW));
  }

  @Test
  void afterwards_the_old_one_is_not() {
    assertThat(by(NEW).matches(signed(OLD), "1.", BODY)).isFalse();
  }

  @Test
  void neither_of_two_may_be_short_and_three_are_too_many() {
    assertThatThrownBy(() -> new Secret(NEW + "\nshort")).hasMessageContaining("at least 16");
    assertThatThrownBy(() -> new Secret(NEW + "\n\n" + OLD)).hasMessageContaining("at least 16");
    assertThatThrownBy(() -> new Secret(NEW + "\n" + OLD + "\n" + OLD))
        .hasMessageContaining("expected one, or two");
  }
}
