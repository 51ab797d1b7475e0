package dev.deskhand.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.EffectClass;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of where engines died. */
final class TallyTest {
  private static final List<Place> PLACES = Place.all(List.of(EffectClass.KEYED), "sqlite");

  private final Tally tally = new Tally();

  @Test
  void a_place_at_which_nobody_died_is_named() {
    tally.expect(PLACES);
    PLACES.stream().filter(it -> it.point() != Point.AFTER_POST).forEach(tally::died);

    assertThat(tally.line("crash", 1))
        .contains("died at 17 of 18 places")
        .contains("none died, sqlite, keyed: [AFTER_POST]");
  }

  @Test
  void nothing_is_named_when_somebody_died_everywhere() {
    tally.expect(PLACES);
    PLACES.forEach(tally::died);

    assertThat(tally.line("crash", 1)).contains("died at 18 of 18 places").doesNotContain("none");
  }

  @Test
  void a_death_on_one_database_is_none_on_the_other() {
    tally.expect(PLACES);
    tally.died(new Place(Point.AFTER_POST, EffectClass.KEYED, "postgres"));

    assertThat(tally.line("crash", 1)).contains("died at 0 of 18 places");
    assertThat(tally.details()).contains("1 died AFTER_POST, keyed, postgres");
  }

  @Test
  void what_was_spared_is_told_of_each_class_and_database() {
    tally.expect(PLACES);
    tally.expect(Place.all(List.of(EffectClass.ONCE), "postgres"));
    PLACES.stream().filter(it -> it.point() != Point.AFTER_POST).forEach(tally::died);

    assertThat(tally.spared(EffectClass.KEYED, "sqlite")).containsExactly(Point.AFTER_POST);
    assertThat(tally.spared(EffectClass.ONCE, "postgres")).hasSize(20);
    assertThat(tally.spared(EffectClass.KEYED, "postgres")).isEmpty();
  }

  @Test
  void only_what_can_come_to_a_point_is_expected_there() {
    assertThat(Place.all(List.of(EffectClass.values()), "sqlite"))
        .filteredOn(it -> it.point() == Point.BEFORE_PROBE || it.point() == Point.AFTER_DISPATCHED)
        .extracting(Place::effect)
        .containsExactly(EffectClass.ONCE, EffectClass.PROBE);
  }
}
