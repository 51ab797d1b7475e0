package dev.deskhand.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The goals of walking trees, with room for a machine that has other things to do. */
class WalkingTest {
  private static final double ROOM = 4;

  @Test
  void the_next_node_of_a_large_tree_and_many_open_walks_are_cheap() {
    assertThat(new Walking().measure())
        .hasSize(2)
        .allSatisfy(
            figure -> assertThat(figure.value()).isPositive().isLessThan(figure.baseline() * ROOM));
  }
}
