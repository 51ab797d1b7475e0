package dev.deskhand.bot.intent.opennlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a sentence is nobody's business is taken out. */
final class MaskingTest {
  private static final Masking MASKING =
      new Masking(List.of("Ada Adams", "ada", "Zoë", "Bo", "Anna-Maria Long"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unlock Ada Adams please | unlock NAME please",
        "ADA's account | NAME's account",
        "adamant about zoë | adamant about NAME",
        "tell anna-maria long. | tell NAME-NAME.",
        "restart web-01 | restart host-01",
        "mail to eve@example.test bounces | mail to name@example.com bounces",
        "10.20.30.40 does not answer | 10.0.0.1 does not answer",
        "call me at +49 170 1234567 | call me at +49 123 123",
        "windows 11 says 0x80070005 | windows 11 says 0x80070005",
        "about RT-4711 | about ticket#12",
        "a robot in a bottle | a robot in a bottle",
        "[x](account) and {y} | (x)(account) and {y}",
      })
  void names_hosts_addresses_and_numbers_become_others(String said, String masked) {
    assertThat(MASKING.masked(said)).isEqualTo(masked);
  }

  @Test
  void what_is_masked_teaches_the_same() {
    String said = "restart nginx on web-01, mail bob@example.test about RT-4711 at 10.20.30.40";

    assertThat(Normaliser.words(MASKING.masked(said)).words())
        .isEqualTo(Normaliser.words(said).words());
  }

  @Test
  void what_nobody_can_see_is_one_space() {
    assertThat(Masking.line(" a\u0000b\r\n\tc\u202Ed\u2028e\u200Bf\u0085g\uD800h "))
        .isEqualTo("a b c d e f g h");
  }
}
