package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.story.Recording;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.Personal;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.Asker;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.Conclusion;
import dev.deskhand.trees.Finding;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Offered;
import dev.deskhand.trees.RunOutcome;
import dev.deskhand.trees.Setting;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkOutcome;
import dev.deskhand.trees.rehearsal.Rehearsal;
import dev.deskhand.trees.rehearsal.yaml.WaysReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real walk becomes a way that can be played, and tells nothing of whoever walked. */
final class RecordingTest {
  @TempDir private Path folder;

  @Test
  void a_recorded_walk_can_be_played_and_has_no_name_and_no_secret_in_it() {
    List<Tree> trees = Demo.content(folder, Shipped.catalogue()).trees();
    Tree printer =
        trees.stream().filter(it -> it.id().value().equals("printer")).findFirst().orElseThrow();
    Personal secret = new Personal("ada", "rumpelstilzchen");

    String written =
        Recording.of(
                List.of(
                    new WalkEvent.WalkStarted(
                        new WalkId("w-1"),
                        printer.id(),
                        printer.version(),
                        new Asker(new Personal("ada", "Ada Byron")),
                        "ada",
                        Optional.of("rt-42"),
                        "web/ada",
                        Setting.NONE),
                    asked("what-happens"),
                    chosen("what-happens", "jam"),
                    asked("clear-jam"),
                    new WalkEvent.WentBack(new NodeId("clear-jam"), 1, "ada"),
                    asked("what-happens"),
                    chosen("what-happens", "nothing"),
                    asked("which-printer"),
                    new WalkEvent.Answered(
                        new NodeId("which-printer"),
                        1,
                        new Answer.Wrote(secret),
                        "ada",
                        Optional.of(secret)),
                    new WalkEvent.CheckAnswered(
                        new NodeId("spooler"),
                        1,
                        Map.of("state", "active", "token", "rumpelstilzchen"),
                        secret),
                    chosen("wake-it", "did-not-work"),
                    chosen("others-waiting", "yes"),
                    new WalkEvent.HandOverEnded(new NodeId("clear-queue"), 1, RunOutcome.SUCCEEDED),
                    chosen("works-after-clearing", "yes"),
                    new WalkEvent.WalkEnded(
                        Optional.of(new NodeId("solved-by-clearing")),
                        new Conclusion(
                            WalkOutcome.SOLVED, new Finding(secret), secret, Optional.empty()))),
                trees)
            .orElseThrow();

    assertThat(written).doesNotContain("rumpel", "ada", "Ada", "rt-42");
    Problems problems = new Problems();
    WaysReader.Ways ways =
        WaysReader.read("x.ways.yaml", written, _ -> Optional.of(printer), problems).orElseThrow();
    assertThat(problems.all()).isEmpty();
    assertThat(Rehearsal.play(ways.tree(), ways.scripts().getFirst()))
        .isInstanceOf(Rehearsal.Result.Went.class);
  }

  private static WalkEvent asked(String node) {
    return new WalkEvent.QuestionAsked(new NodeId(node), 1, Offered.ALL);
  }

  private static WalkEvent chosen(String node, String choice) {
    return new WalkEvent.Answered(
        new NodeId(node), 1, new Answer.Chosen(new ChoiceId(choice)), "ada", Optional.empty());
  }
}
