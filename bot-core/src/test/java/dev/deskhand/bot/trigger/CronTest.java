package dev.deskhand.bot.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CronTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static List<Instant> between(Cron cron, ZoneId zone, String from, String to) {
    List<Instant> all = new ArrayList<>();
    Optional<Instant> at = cron.next(Instant.parse(from), zone);
    while (at.filter(Instant.parse(to)::isAfter).isPresent()) {
      all.add(at.get());
      at = cron.next(at.get(), zone);
    }
    return all;
  }

  private static List<Instant> instants(String... texts) {
    return List.of(texts).stream().map(Instant::parse).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "America/Santiago",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "UTC"
      })
  void a_daily_time_comes_once_on_every_day_of_a_year_and_found_backwards_it_is_the_same(
      String name) {
    ZoneId zone = ZoneId.of(name);
    for (String text : List.of("30 2 * * *", "0 0 * * *", "15 1 * * *")) {
      Cron cron = Cron.parse(text);
      List<Instant> all = between(cron, zone, "2025-12-31T23:59:00Z", "2026-12-31T10:00:00Z");

      assertThat(all.stream().map(at -> LocalDate.ofInstant(at, zone)).toList())
          .as("%s in %s", text, zone)
          .doesNotHaveDuplicates();
      assertThat(all).hasSizeBetween(364, 366);
      for (Instant at : all) {
        assertThat(cron.last(at, zone)).as("%s", at).contains(at);
        assertThat(cron.last(at.plusSeconds(59), zone)).contains(at);
      }
    }
  }

  @Test
  void a_time_in_the_gap_comes_at_its_end_and_many_in_it_come_once() {
    assertThat(
            between(
                Cron.parse("30 2 * * *"), BERLIN, "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z"))
        .isEqualTo(instants("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"));
    assertThat(
            between(
                Cron.parse("*/15 * * * *"), BERLIN, "2026-03-29T00:40:00Z", "2026-03-29T01:20:00Z"))
        .isEqualTo(
            instants("2026-03-29T00:45:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:15:00Z"));
  }

  @Test
  void a_time_in_the_overlap_comes_at_its_first_occurrence_only() {
    assertThat(
            between(
                Cron.parse("30 2 * * *"), BERLIN, "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"))
        .isEqualTo(instants("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"));
    assertThat(
            between(
                Cron.parse("*/30 * * * *"), BERLIN, "2026-10-25T00:00:00Z", "2026-10-25T02:31:00Z"))
        .isEqualTo(
            instants("2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z", "2026-10-25T02:30:00Z"));
  }

  @Test
  void days_of_the_week_and_names_are_understood_and_nonsense_is_not() {
    assertThat(Cron.parse("0 3 * * MON-FRI").next(Instant.parse("2026-11-20T12:00:00Z"), BERLIN))
        .contains(Instant.parse("2026-11-23T02:00:00Z"));
    assertThatThrownBy(() -> Cron.parse("61 * * * *")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Cron.parse("daily")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void to_look_for_a_time_that_never_comes_ends() {
    long begun = System.nanoTime();

    assertThat(Cron.parse("0 0 31 2 *").next(Instant.parse("2026-01-01T00:00:00Z"), BERLIN))
        .isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }
}
