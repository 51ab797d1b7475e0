package dev.deskhand.bot.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Personal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What else a desk says of a ticket. */
final class DetailsTest {
  @Test
  void a_custom_field_does_not_pass_for_what_the_desk_says() {
    Personal mine = new Personal("ada", "ada");

    Inbound.Details details =
        new Inbound.Details(
            Map.of(),
            Optional.empty(),
            Optional.of(Map.of("Owner", mine, "queue", mine, "visibility", mine, "asset", mine)),
            Optional.empty());

    assertThat(details.custom().orElseThrow()).containsOnlyKeys("asset");
  }
}
