package dev.deskhand.trees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problems;
import dev.deskhand.journal.Personal;
import dev.deskhand.trees.yaml.TreeFiles;
import dev.deskhand.trees.yaml.TreeReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a tree can say, besides questions with choices, checks and ends. */
class LanguageTest {
  private static final LocalDate SATURDAY = LocalDate.of(2026, 11, 21);

  private static final String LAMP =
      """
      tree: lamp
      title: The lamp is dark
      languages: [en, de]
      keywords: [light]
      queue: facilities
      start: which
      causes:
        bulb:
          finding: The bulb is broken.
          evidence:
            - {when: answers.age != "" && int(answers.age) > 3, points: 40}
            - {when: answers.power == "yes", points: 30}
            - {when: 'asker.department == "finance"', points: 5}
        fuse:
          finding: The fuse is out.
          evidence:
            - {when: answers.power == "no", points: 60}
      nodes:
        which:
          ask: {en: Which lamp?, de: Welche Lampe?}
          answer: text
          slot: lamp
          pattern: "[a-z]+-[0-9]+"
          next: since
          choices:
            unknown: {label: {en: I can't tell, de: Weiß nicht}, next: since}
        since:
          ask: {en: Since when?, de: Seit wann?}
          answer: date
          next: age
        age:
          ask: {en: How old?, de: Wie alt?}
          answer: number
          at-least: 0
          at-most: 99
          next: power
        power:
          ask: {en: Is there power?, de: Strom da?}
          choices:
            yes: {label: {en: "Yes", de: Ja}, next: noted}
            no: {label: {en: "No", de: Nein}, next: noted}
        noted:
          note: "Lamp {{ answers.which }} since {{ answers.since }}."
          next: likely
        likely:
          decide:
            - {when: score.bulb >= 60, next: new-bulb}
            - {when: '"sre" in asker.roles', next: sorry}
          otherwise: check-fuse
        new-bulb:
          end: solved
          finding: A new bulb is needed.
          say: {en: Bring a bulb., de: Bring eine Birne.}
        check-fuse:
          walk: part
          solved: new-bulb
          otherwise: sorry
        sorry:
          end: escalated
          finding: Dark.
          say: {en: Sorry., de: Tut mir leid.}
      """;

  private static final String PART =
      """
      tree: part
      title: The fuse
      start: look
      nodes:
        look:
          ask: Is the fuse in?
          choices:
            yes: {label: "Yes", next: there}
            no: {label: "No", next: tell}
        tell:
          decide:
            - {when: answers.look == "no", next: out}
          otherwise: there
        there:
          end: solved
          finding: The fuse is in ({{ answers.look.label }}).
          say: Good.
        out:
          end: escalated
          finding: The fuse is out.
          say: Bad.
      """;

  private final Tree tree = lamp();
  private Walk walk = begun(tree, Setting.NONE);

  private static Tree lamp() {
    Problems problems = new Problems();
    Map<String, String> files = Map.of("lamp.tree.yaml", LAMP, "part.tree.yaml", PART);
    List<Tree> trees = TreeFiles.read(files, Fixtures.KNOWN, problems);
    problems.throwIfAny();
    return trees.stream().filter(it -> it.id().value().equals("lamp")).findFirst().orElseThrow();
  }

  private static Walk begun(Tree tree, Setting setting) {
    return Walk.begin(
        new WalkEvent.WalkStarted(
            new WalkId("w-1"),
            tree.id(),
            tree.version(),
            Asker.of("ada", "Ada"),
            "ada",
            Optional.empty(),
            "web/c-1",
            setting));
  }

  private void begin(Setting setting) {
    walk = begun(tree, setting);
    settle();
  }

  private void settle() {
    for (Move move = TreeWalker.next(walk, tree);
        !(move instanceof Move.Nothing);
        move = TreeWalker.next(walk, tree)) {
      walk =
          walk.apply(
              switch (move) {
                case Move.Ask ask ->
                    new WalkEvent.QuestionAsked(ask.node(), ask.visit(), Offered.ALL);
                case Move.Pass pass ->
                    new WalkEvent.Passed(pass.node(), pass.visit(), pass.finding());
                case Move.End end -> new WalkEvent.WalkEnded(end.node(), end.conclusion());
                case Move.PerformCheck _, Move.FetchFiles _, Move.HandOver _, Move.Nothing _ ->
                    throw new AssertionError(move.toString());
              });
    }
  }

  /** Says something; false if it fits no answer. */
  private boolean says(String text, Map<String, String> slots) {
    Standing.AwaitingAnswer at = (Standing.AwaitingAnswer) walk.standing();
    Optional<Answer> answer =
        TreeWalker.match(walk, tree, new Hearing(new Personal("ada", text), slots, SATURDAY));
    answer.ifPresent(
        it -> {
          Reply reply = new Reply(at.node(), at.visit(), it, "ada", Optional.empty());
          walk =
              walk.apply(((AnswerVerdict.Accepted) TreeWalker.answer(walk, tree, reply)).event());
          settle();
        });
    return answer.isPresent();
  }

  private void says(String... texts) {
    for (String text : texts) {
      assertThat(says(text, Map.of())).as(text).isTrue();
    }
  }

  private String asked() {
    return ((Move.Ask) TreeWalker.awaited(walk, tree).orElseThrow()).text();
  }

  @Test
  void words_numbers_and_days_are_answers_in_one_form() {
    begin(Setting.NONE);

    assertThat(says("purple rain", Map.of())).isFalse();
    assertThat(says("the desk lamp over there", Map.of("lamp", "lamp-7"))).isTrue();
    assertThat(says("the other day", Map.of())).isFalse();
    says("since tuesday");
    assertThat(says("100", Map.of())).isFalse();
    says("about 12 years");

    assertThat(walk.answers().values().stream().map(it -> it.answer().value()))
        .containsExactly("lamp-7", "2026-11-17", "12");
  }

  @Test
  void evidence_adds_up_and_decides_the_way() {
    begin(new Setting("", List.of(), Map.of("department", "finance"), Map.of()));

    says("I can't tell", "yesterday", "12", "yes");

    Conclusion end = walk.conclusion().orElseThrow();
    assertThat(end.outcome()).isEqualTo(WalkOutcome.SOLVED);
    assertThat(walk.findings())
        .extracting(Finding::text)
        .containsExactly("Lamp unknown since 2026-11-20.");
  }

  @Test
  void roles_decide_and_what_is_likely_goes_to_whoever_takes_over() {
    begin(new Setting("", List.of("sre"), Map.of(), Map.of()));

    says("I can't tell", "today", "12", "no");

    Conclusion end = walk.conclusion().orElseThrow();
    assertThat(end.outcome()).isEqualTo(WalkOutcome.ESCALATED);
    assertThat(end.finding().text())
        .isEqualTo("Dark.\nLikely (60): The fuse is out.\nLikely (40): The bulb is broken.");
    assertThat(end.queue()).contains("facilities");
  }

  @Test
  void another_tree_is_walked_in_its_place_and_leads_on_from_its_end() {
    begin(Setting.NONE);

    says("I can't tell", "today", "1", "no");
    assertThat(asked()).isEqualTo("Is the fuse in?");
    says("no");

    assertThat(walk.conclusion().orElseThrow().finding().text()).startsWith("Dark.");
    assertThat(walk.findings()).extracting(Finding::text).contains("The fuse is out.");
    begin(Setting.NONE);
    says("I can't tell", "today", "1", "no", "yes");
    assertThat(walk.findings()).extracting(Finding::text).contains("The fuse is in (Yes).");
    assertThat(walk.conclusion().orElseThrow().outcome()).isEqualTo(WalkOutcome.SOLVED);
  }

  @Test
  void everybody_reads_their_language_and_others_the_first() {
    begin(new Setting("de", List.of(), Map.of(), Map.of()));
    assertThat(asked()).isEqualTo("Welche Lampe?");
    says("weiß nicht", "today", "1", "ja");
    assertThat(asked()).isEqualTo("Is the fuse in?");

    begin(new Setting("fr", List.of(), Map.of(), Map.of()));
    assertThat(asked()).isEqualTo("Which lamp?");
  }

  @Test
  void a_walk_goes_back_to_what_was_known_then_and_starts_over() {
    begin(Setting.NONE);
    says("I can't tell", "today", "12");
    Standing.AwaitingAnswer at = (Standing.AwaitingAnswer) walk.standing();

    walk = walk.apply(new WalkEvent.WentBack(at.node(), at.visit(), "ada"));
    settle();
    assertThat(asked()).isEqualTo("How old?");
    assertThat(walk.answers()).hasSize(2);
    says("1", "yes");
    assertThat(asked()).isEqualTo("Is the fuse in?");

    walk = walk.apply(new WalkEvent.StartedOver("ada"));
    settle();
    assertThat(asked()).isEqualTo("Which lamp?");
    assertThat(walk.answers()).isEmpty();
    assertThat(walk.trail()).isEmpty();
  }

  @Test
  void what_is_withheld_is_neither_shown_nor_taken() {
    begin(Setting.NONE);
    Standing.AwaitingAnswer at = (Standing.AwaitingAnswer) walk.standing();
    ChoiceId unknown = new ChoiceId("unknown");
    Offered offered = new Offered(Set.of(unknown), Set.of());
    walk = walk.apply(new WalkEvent.QuestionAsked(at.node(), at.visit(), offered));

    assertThat(((Move.Ask) TreeWalker.awaited(walk, tree).orElseThrow()).choices()).isEmpty();
    Reply reply =
        new Reply(at.node(), at.visit(), new Answer.Chosen(unknown), "ada", Optional.empty());
    assertThat(TreeWalker.answer(walk, tree, reply)).isInstanceOf(AnswerVerdict.NoSuchChoice.class);
  }

  @Test
  void a_stored_tree_comes_back_with_the_trees_that_it_takes_in() {
    begin(Setting.NONE);

    Tree restored = TreeReader.restore(tree.source()).orElseThrow();

    assertThat(restored.version()).isEqualTo(tree.version());
    assertThat(restored.nodes().keySet()).isEqualTo(tree.nodes().keySet());
    assertThat(restored.nodes()).containsKey(new NodeId("check-fuse.look"));
    assertThat(TreeWalker.next(walk, restored)).isEqualTo(new Move.Nothing());
  }
}
