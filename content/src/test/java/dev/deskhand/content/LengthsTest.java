package dev.deskhand.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LengthsTest {

  @ParameterizedTest
  @CsvSource({
    "90s,1m30s",
    "15m,15m",
    "1h30m,1h30m",
    "PT1H,1h",
    "2d,48h",
    "2d4h,52h",
    "p2d,48h",
    "p1dt1s,24h1s",
    "' 4H ',4h",
    "0s,0s",
    "0.5s,0.5s"
  })
  void a_length_has_one_form(String written, String form) {
    assertThat(Lengths.read(written).map(Lengths::text)).contains(form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "4", "-4h", "PT-1S", "P", "d", "1h2d", "four hours", "1y"})
  void what_is_no_length_is_none(String written) {
    assertThat(Lengths.read(written)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "36500d,true",
    "36500d1s,false",
    "99999999999d,false",
    "PT9223372036854775807S,false"
  })
  void a_length_is_at_most_a_hundred_years(String written, boolean isOne) {
    assertThat(Lengths.read(written).isPresent()).isEqualTo(isOne);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999, 1_000, 59_999, 60_000, 3_600_000, 86_400_000, 4_000_000_123L})
  void its_form_is_read_again(long millis) {
    Duration length = Duration.ofMillis(millis);

    assertThat(Lengths.read(Lengths.text(length))).isEqualTo(Optional.of(length));
  }
}
