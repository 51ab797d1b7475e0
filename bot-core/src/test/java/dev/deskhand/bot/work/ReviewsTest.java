package dev.deskhand.bot.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever answers for an offer hears in time that it has to be looked at again. */
final class ReviewsTest {
  private final House house = new House();

  private List<String> told() {
    return house.outside.said("sam").stream().filter(it -> it.startsWith("Your offer")).toList();
  }

  private void passes(int days) {
    for (int day = 0; day < days; day++) {
      house.pass(Duration.ofDays(1));
    }
  }

  @Test
  void the_owner_is_told_once_ahead_and_once_when_it_is_over() {
    house.enrol();
    house.pass(Duration.ofDays(1735));
    assertThat(told()).isEmpty();

    passes(20);
    assertThat(told())
        .hasSize(19)
        .contains(
            "Your offer **VPN trouble** has to be looked at again by 2030-12-31, or it is not shown"
                + " any more. If it is still right, put a later day behind `review:` in"
                + " `vpn.offer.yaml`.");

    passes(30);
    assertThat(told())
        .hasSize(38)
        .anyMatch(it -> it.contains("VPN trouble** was to be looked at again by 2030-12-31, and"));

    passes(3);
    assertThat(told()).hasSize(38);
  }
}
