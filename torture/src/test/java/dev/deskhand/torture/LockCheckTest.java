package dev.deskhand.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.torture.Received.Fate;
import dev.deskhand.torture.Received.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker of locks sees what it is there to see. */
final class LockCheckTest {
  private static List<Breach> found(String... effects) {
    return LockCheck.breaches(
        Arrays.stream(effects)
            .map(it -> it.split(" ", 2))
            .map(it -> new Received(Kind.EFFECT, it[1], 1, it[0], 1, "engine", Fate.APPLIED))
            .toList());
  }

  @Test
  void runs_that_take_turns_are_well() {
    assertThat(found("keyed a.alone", "keyed a.alone-again", "keyed b.alone", "once c.alone"))
        .isEmpty();
  }

  @Test
  void locks_of_other_classes_do_not_matter() {
    assertThat(found("keyed a.alone", "once b.alone", "keyed a.alone-again", "once b.alone-again"))
        .isEmpty();
  }

  @Test
  void a_run_that_goes_on_after_another_has_begun_is_found() {
    assertThat(found("keyed a.alone", "keyed b.alone", "keyed a.alone-again"))
        .singleElement()
        .asString()
        .contains("a.alone-again");
  }
}
