package dev.deskhand.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.EffectClass;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the next process is to die. */
final class AimsTest {
  @Test
  void where_nobody_has_died_yet_comes_first() {
    Aims aims = aims(EffectClass.KEYED, 1);

    assertThat(aims.next(EnumSet.of(Point.AFTER_POST))).isEqualTo(Point.AFTER_POST);
    assertThat(aims.next(EnumSet.of(Point.BEFORE_RESULT))).isEqualTo(Point.BEFORE_RESULT);
  }

  @ParameterizedTest
  @EnumSource
  void whoever_always_dies_has_died_everywhere_after_once_round(EffectClass effect) {
    Aims aims = aims(effect, 1);
    Set<Point> spared = EnumSet.copyOf(Point.of(effect));
    int deaths = 0;

    while (!spared.isEmpty()) {
      Point point = aims.next(spared);
      aims.died(point);
      spared.remove(point);
      deaths++;
    }

    int ledTo = effect == EffectClass.PROBE ? 2 : 0;
    assertThat(deaths).isBetween(Point.of(effect).size(), Point.of(effect).size() + ledTo);
  }

  @Test
  void a_probe_is_aimed_at_when_there_is_something_to_ask_for() {
    Aims aims = aims(EffectClass.PROBE, 1);
    Set<Point> spared = EnumSet.of(Point.AFTER_PROBE);

    assertThat(aims.next(spared)).isEqualTo(Point.AFTER_EFFECT);
    aims.died();
    assertThat(aims.next(spared)).isEqualTo(Point.AFTER_EFFECT);
    aims.died(Point.AFTER_EFFECT);
    assertThat(aims.next(spared)).isEqualTo(Point.AFTER_PROBE);
  }

  @Test
  void where_nobody_comes_that_leads_to_a_probe_others_get_their_turn() {
    Aims aims = aims(EffectClass.PROBE, 1);
    Set<Point> spared = EnumSet.of(Point.AFTER_PROBE, Point.AFTER_POST);
    Set<Point> aimed = EnumSet.noneOf(Point.class);

    for (int i = 0; i < 2; i++) {
      aimed.add(aims.next(spared));
      aims.died();
    }

    assertThat(aimed).containsExactlyInAnyOrder(Point.AFTER_EFFECT, Point.AFTER_POST);
  }

  @Test
  void where_nobody_comes_others_get_their_turn() {
    Aims aims = aims(EffectClass.KEYED, 1);
    Set<Point> spared = EnumSet.of(Point.AFTER_POST, Point.BEFORE_POST);

    Point first = aims.next(spared);
    aims.died();

    assertThat(aims.next(spared)).isNotEqualTo(first);
  }

  @Test
  void the_same_seed_aims_at_the_same() {
    assertThat(round(aims(EffectClass.ONCE, 7))).isEqualTo(round(aims(EffectClass.ONCE, 7)));
    assertThat(round(aims(EffectClass.ONCE, 7))).isNotEqualTo(round(aims(EffectClass.ONCE, 8)));
  }

  private static List<Point> round(Aims aims) {
    List<Point> round = new ArrayList<>();
    for (int i = 0; i < Point.values().length; i++) {
      round.add(aims.next(Set.of()));
    }
    return round;
  }

  private static Aims aims(EffectClass effect, long seed) {
    return new Aims(effect, new Random(seed));
  }
}
