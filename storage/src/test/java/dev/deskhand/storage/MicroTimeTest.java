package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MicroTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999Z",
        "2027-03-31T22:00:00.000001Z",
        "9999-12-31T23:59:59.999999Z"
      })
  void a_time_is_read_back_as_it_was(String time) {
    Instant instant = Instant.parse(time);

    assertThat(MicroTime.from(MicroTime.of(instant))).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z"})
  void what_lies_too_far_away_is_the_furthest_there_is(String time) {
    Instant instant = Instant.parse(time);

    long micros = MicroTime.of(instant);

    assertThat(Long.signum(micros)).isEqualTo(instant.isAfter(Instant.EPOCH) ? 1 : -1);
    assertThat(Math.abs(micros)).isGreaterThan(Long.MAX_VALUE - 1_000_000);
  }
}
