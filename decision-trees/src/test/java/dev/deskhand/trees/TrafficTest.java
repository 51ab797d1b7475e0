package dev.deskhand.trees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Personal;
import dev.deskhand.trees.picture.Svg;
import dev.deskhand.trees.picture.Traffic;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How people went through a tree, on its picture. */
class TrafficTest {
  private static final Tree TREE = Fixtures.shipped("vpn-not-connecting");
  private static final NodeId FIRST = new NodeId("what-it-shows");
  private static final NodeId NETWORK = new NodeId("change-network");
  private static final Conclusion OVER =
      new Conclusion(
          WalkOutcome.ESCALATED,
          new Finding(new Personal("ada", "f")),
          new Personal("ada", "s"),
          Optional.empty());

  private final Traffic traffic = new Traffic();

  private void walk(int seconds, Optional<NodeId> end) {
    Trail trail = new Trail();
    Instant began = Instant.parse("2026-11-21T08:00:00Z");
    trail.add(new WalkEvent.QuestionAsked(FIRST, 1, Offered.ALL), began);
    trail.add(new WalkEvent.QuestionAsked(NETWORK, 1, Offered.ALL), began.plusSeconds(seconds));
    trail.add(new WalkEvent.WalkEnded(end, OVER), began.plusSeconds(seconds + 10L));
    traffic.add(trail);
  }

  @Test
  void every_way_says_how_many_went_it_and_how_long_that_took() {
    walk(20, Optional.of(new NodeId("keeps-dropping")));
    walk(40, Optional.of(new NodeId("keeps-dropping")));
    walk(400, Optional.of(new NodeId("no-answer")));

    assertThat(Svg.of(TREE, traffic))
        .contains(">3 ×, 40 s<", ">2 ×, 10 s<", ">1 ×, 10 s<", ">0 ×<");
    assertThat(Svg.of(TREE)).doesNotContain("×");
  }

  @Test
  void where_people_gave_up_stands_at_the_node() {
    walk(20, Optional.empty());
    walk(20, Optional.empty());

    assertThat(Svg.of(TREE, traffic)).contains(">2 gave up here<");
  }

  @Test
  void going_back_and_starting_over_are_no_ways() {
    Trail trail = new Trail();
    trail.add(new WalkEvent.QuestionAsked(FIRST, 1, Offered.ALL), Instant.EPOCH);
    trail.add(new WalkEvent.QuestionAsked(NETWORK, 1, Offered.ALL), Instant.EPOCH);
    trail.add(new WalkEvent.WentBack(NETWORK, 1, "ada"), Instant.EPOCH);
    trail.add(new WalkEvent.QuestionAsked(FIRST, 2, Offered.ALL), Instant.EPOCH);

    assertThat(trail.hops()).hasSize(1);
  }
}
