package dev.deskhand.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way through the shipped tree. */
class VpnTreeTest {
  private static final Tree TREE = Fixtures.shipped("vpn-not-connecting");

  /** A script, and the words in which its finding and queue are told. */
  record Story(String script, WalkOutcome outcome, String finding, String queue) {}

  static List<Story> stories() {
    return List.of(
        solved("AF locked unlock>succeeded works-after-unlock=yes", "has been unlocked"),
        solved(
            "AF locked unlock>succeeded works-after-unlock=no check-password=done"
                + " works-after-password=yes",
            "Wrong password"),
        escalated("AF locked unlock>refused", "refused or not approved", "identity"),
        escalated("AF locked unlock>failed", "unlocking it failed", "identity"),
        escalated("AF locked unlock>unknown", "outcome is not known", "identity"),
        escalated(
            "AF locked unlock>succeeded works-after-unlock:silence", "did not answer", "network"),
        escalated("AF account-state:found=false,locked=false", "no account for 'ada'", "identity"),
        escalated("AF account-state:failed", "gave no answer about 'ada'", "network"),
        escalated("AF account-state:found=true", "gave no answer about 'ada'", "network"),
        escalated("AF free check-password=did-not-work", "still fails", "network"),
        escalated("AF free check-password:silence", "did not answer", "network"),
        escalated("AF free check-password=done works-after-password=no", "still fails", "network"),
        escalated(
            "AF free check-password=done works-after-password:silence",
            "did not answer",
            "network"),
        solved("DR change-network=done stays-connected=yes", "network was unstable"),
        escalated("DR change-network=done stays-connected=no", "other networks", "network"),
        escalated("DR change-network=done stays-connected:silence", "did not answer", "network"),
        escalated("DR change-network=did-not-work", "other networks", "network"),
        escalated("DR change-network:silence", "did not answer", "network"),
        solved("SA clear-session>succeeded works-after-clearing=yes", "has been cleared"),
        escalated(
            "SA clear-session>succeeded works-after-clearing=no", "still does not", "network"),
        escalated(
            "SA clear-session>succeeded works-after-clearing:silence", "did not answer", "network"),
        escalated("SA clear-session>refused", "clearing it was refused", "network"),
        escalated("SA clear-session>failed", "clearing it failed", "network"),
        escalated("SA clear-session>unknown", "clearing it failed", "network"),
        solved("NO down ask-restart=yes restarted works-after-restart=yes", "service helped"),
        escalated("NO down ask-restart=yes restarted works-after-restart=no", "still", "network"),
        escalated(
            "NO down ask-restart=yes restarted works-after-restart:silence",
            "did not answer",
            "network"),
        escalated(
            "NO down ask-restart=yes restart-gateway>refused",
            "restarting it was refused",
            "network"),
        escalated(
            "NO down ask-restart=yes restart-gateway>failed", "restarting it failed", "network"),
        escalated(
            "NO down ask-restart=yes restart-gateway>unknown", "outcome is not known", "network"),
        escalated("NO down ask-restart=no", "a restart was not asked for", "network"),
        escalated("NO gateway-health:failed ask-restart:silence", "not asked for", "network"),
        solved("NO up restart-client=done works-after-client=yes", "VPN client helped"),
        escalated("NO up restart-client=done works-after-client=no", "gateway is up", "network"),
        escalated(
            "NO up restart-client=done works-after-client:silence", "did not answer", "network"),
        escalated("NO up restart-client=did-not-work", "The gateway is up", "network"),
        escalated("NO up restart-client:silence", "did not answer", "network"),
        escalated("what-it-shows:silence", "did not answer", "network"));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void each_way_ends_as_the_table_says(Story story) {
    Player player = new Player(TREE);

    Conclusion conclusion = player.play(story.script());

    assertThat(conclusion.outcome()).isEqualTo(story.outcome());
    assertThat(conclusion.finding().text()).contains(story.finding());
    assertThat(conclusion.queue())
        .isEqualTo(Optional.of(story.queue()).filter(queue -> !queue.isEmpty()));
    assertThat(Walk.replay(player.history())).isEqualTo(player.walk());
  }

  @Test
  void the_table_takes_every_way_of_the_tree() {
    Set<String> taken = new LinkedHashSet<>();

    for (Story story : stories()) {
      Player player = new Player(TREE);
      player.play(story.script());
      taken.addAll(player.ways());
    }

    assertThat(taken).containsAll(Player.waysOf(TREE));
  }

  @Test
  void what_the_requester_reads_tells_nothing_about_an_account() {
    for (Node node : TREE.nodes().values()) {
      if (node instanceof Node.End end) {
        assertThat(end.say().source())
            .doesNotContainIgnoringCase("account")
            .doesNotContainIgnoringCase("lock");
      }
    }
  }

  @Test
  void the_check_and_the_hand_over_are_about_the_beneficiary() {
    Walk walk =
        Fixtures.begun(TREE)
            .apply(new WalkEvent.QuestionAsked(new NodeId("what-it-shows"), 1, Offered.ALL))
            .apply(answered("what-it-shows", "authentication-failed"));

    Move move = TreeWalker.next(walk, TREE);

    assertThat(move)
        .isInstanceOfSatisfying(
            Move.PerformCheck.class,
            check -> {
              assertThat(check.call().action()).isEqualTo("ldap.account-state");
              assertThat(check.call().target()).isEqualTo(new TargetName("company-directory"));
              assertThat(check.call().arguments()).containsOnlyKeys("account");
              assertThat(check.call().arguments()).containsEntry("account", "ada");
            });
  }

  private static WalkEvent answered(String node, String choice) {
    return new WalkEvent.Answered(
        new NodeId(node), 1, new Answer.Chosen(new ChoiceId(choice)), "ada", Optional.empty());
  }

  private static Story solved(String script, String finding) {
    return new Story(expanded(script), WalkOutcome.SOLVED, finding, "");
  }

  private static Story escalated(String script, String finding, String queue) {
    return new Story(expanded(script), WalkOutcome.ESCALATED, finding, queue);
  }

  private static String expanded(String script) {
    return script
        .replaceFirst("^AF ", "what-it-shows=authentication-failed ")
        .replaceFirst("^DR ", "what-it-shows=drops ")
        .replaceFirst("^SA ", "what-it-shows=session-active ")
        .replaceFirst("^NO ", "what-it-shows=nothing ")
        .replaceFirst(" locked ", " account-state:found=true,locked=true ")
        .replaceFirst(" free ", " account-state:found=true,locked=false ")
        .replaceFirst(" down ", " gateway-health:status=503 ")
        .replaceFirst(" up ", " gateway-health:status=200 ")
        .replaceFirst(" restarted ", " restart-gateway>succeeded ");
  }
}
