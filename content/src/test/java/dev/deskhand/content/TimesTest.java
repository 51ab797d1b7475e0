package dev.deskhand.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {
  @Test
  void a_time_may_have_an_offset() {
    assertThat(Times.time("2027-03-31T22:00:00Z")).contains(Instant.parse("2027-03-31T22:00:00Z"));
    assertThat(Times.time("2027-03-31T22:00:00+02:00"))
        .contains(Instant.parse("2027-03-31T20:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "2027-03-31",
        "2027-13-31T22:00:00Z",
        "+1000000000-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z"
      })
  void what_is_no_time_or_lies_too_far_away_is_none(String text) {
    assertThat(Times.time(text)).isEmpty();
  }

  @Test
  void a_day_has_a_year_of_four_digits() {
    assertThat(Times.day("9999-12-31")).contains(LocalDate.of(9999, 12, 31));
    assertThat(Times.day("+10000-01-01")).isEmpty();
    assertThat(Times.day("-0001-01-01")).isEmpty();
    assertThat(Times.day("2027-02-30")).isEmpty();
    assertThat(Times.day("tomorrow")).isEmpty();
  }
}
