package dev.deskhand.trees.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalKeys;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.Asker;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.Conclusion;
import dev.deskhand.trees.Finding;
import dev.deskhand.trees.GivenFile;
import dev.deskhand.trees.KeptFile;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Offered;
import dev.deskhand.trees.RunOutcome;
import dev.deskhand.trees.Setting;
import dev.deskhand.trees.TreeId;
import dev.deskhand.trees.TreesException;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WalkEventJsonTest {
  private static final TenantId TENANT = TenantId.DEFAULT;
  private static final NodeId NODE = new NodeId("account-state");
  private static final ChoiceId NEEDED = new ChoiceId("b");
  private static final String HOSTILE = "\"}{{x}}<b>\u0000\u202e\n' ünï 🤷";

  private final Keys keys = new Keys();
  private final WalkEventJson json = new WalkEventJson(new PersonalVault(keys));

  /** Each subject's key is made of its name, so that stored forms can be kept in a file. */
  private static final class Keys implements PersonalKeys {
    private final Map<String, byte[]> keys = new HashMap<>();
    private final Set<String> destroyed = new HashSet<>();

    @Override
    public byte[] obtain(TenantId tenant, String subject) {
      return keys.computeIfAbsent(subject, Keys::keyOf);
    }

    @Override
    public Optional<byte[]> find(TenantId tenant, String subject) {
      return destroyed.contains(subject) ? Optional.empty() : Optional.of(keyOf(subject));
    }

    @Override
    public void destroy(TenantId tenant, String subject) {
      destroyed.add(subject);
    }

    private static byte[] keyOf(String subject) {
      return Sha256.of(subject.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<WalkEvent> oneOfEach() {
    return List.of(
        new WalkEvent.WalkStarted(
            new WalkId("w-1"),
            new TreeId("vpn-not-connecting"),
            new ContentVersion("ab".repeat(32)),
            Asker.of("ada", "Ada Lovelace"),
            "bob",
            Optional.of("rt-42"),
            "web/c-1",
            Setting.NONE),
        new WalkEvent.QuestionAsked(NODE, 1, Offered.ALL),
        new WalkEvent.Answered(
            NODE,
            1,
            new Answer.Chosen(new ChoiceId("yes")),
            "ada",
            Optional.of(new Personal("ada", HOSTILE))),
        new WalkEvent.CheckRequested(NODE, 2),
        new WalkEvent.CheckAnswered(
            NODE, 2, Map.of("locked", "true", "found", "true"), new Personal("bob", "entry bob")),
        new WalkEvent.CheckFailed(NODE, 3, "company-directory: refused"),
        new WalkEvent.HandedOver(NODE, 4, "r-7"),
        new WalkEvent.HandOverEnded(NODE, 4, RunOutcome.REFUSED),
        new WalkEvent.TimedOut(NODE, 5),
        new WalkEvent.EscalationAsked("ada"),
        new WalkEvent.WalkEnded(
            new Conclusion(
                WalkOutcome.ESCALATED,
                new Finding(new Personal("ada", "It was locked.")),
                new Personal("ada", "A colleague comes."),
                Optional.of("network"))),
        new WalkEvent.WalkStarted(
            new WalkId("w-2"),
            new TreeId("printer"),
            new ContentVersion("cd".repeat(32)),
            Asker.of("ada", "Ada Lovelace"),
            "ada",
            Optional.empty(),
            "web/c-1",
            new Setting(
                "de",
                List.of("sre", "staff"),
                Map.of("department", "finance"),
                Map.of("subject", HOSTILE))),
        new WalkEvent.QuestionAsked(
            NODE,
            6,
            new Offered(Set.of(new ChoiceId("restart")), Set.of(new ChoiceId("a"), NEEDED))),
        new WalkEvent.FilesGiven(
            NODE,
            6,
            List.of(GivenFile.of("ada", "a b.png", "image/png", 12, "slack", "T1:F1")),
            "ada",
            Optional.of(new Personal("ada", HOSTILE))),
        new WalkEvent.FilesRefused(NODE, 6, "gone"),
        new WalkEvent.Answered(
            NODE,
            6,
            new Answer.Attached(
                List.of(
                    new KeptFile(
                        new Personal("ada", "a b.png"),
                        "image/png",
                        12,
                        "ab".repeat(32),
                        "cd".repeat(32)))),
            "ada",
            Optional.empty()),
        new WalkEvent.AnswerMissed(NODE, 6, new Personal("ada", HOSTILE)),
        new WalkEvent.Answered(
            NODE,
            6,
            new Answer.Wrote(new Personal("ada", "lobby")),
            "ada",
            Optional.of(new Personal("ada", "the lobby one"))),
        new WalkEvent.WentBack(NODE, 7, "ada"),
        new WalkEvent.StartedOver("ada"),
        new WalkEvent.Moved("slack/D1", "ada"),
        new WalkEvent.Passed(new NodeId("print.jam"), 1, Optional.of(new Personal("ada", "Jam."))),
        new WalkEvent.Passed(NODE, 8, Optional.empty()),
        new WalkEvent.GivenUp("ada"),
        new WalkEvent.WalkEnded(
            Optional.of(NODE),
            new Conclusion(
                WalkOutcome.ABANDONED,
                new Finding(new Personal("ada", "Not wanted.")),
                new Personal("ada", "All right."),
                Optional.empty())));
  }

  @Test
  void every_type_of_event_is_in_the_golden_file() {
    assertThat(oneOfEach())
        .extracting(Object::getClass)
        .containsAll(List.of(WalkEvent.class.getPermittedSubclasses()));
  }

  @Test
  void every_event_comes_back_as_it_was() {
    for (WalkEvent event : oneOfEach()) {
      Event stored = json.write(TENANT, event);

      assertThat(json.read(TENANT, stored)).isEqualTo(event);
    }
  }

  @Test
  void what_was_once_stored_is_still_understood() {
    List<WalkEvent> read = new ArrayList<>();

    golden().forEach(event -> read.add(json.read(TENANT, event)));

    assertThat(read).isEqualTo(oneOfEach());
  }

  @Test
  void the_stored_form_is_the_golden_one_but_for_the_sealing() {
    List<String> written =
        oneOfEach().stream().map(event -> lineOf(json.write(TENANT, event))).toList();

    assertThat(written.stream().map(WalkEventJsonTest::unsealed))
        .containsExactlyElementsOf(
            golden().stream()
                .map(WalkEventJsonTest::lineOf)
                .map(WalkEventJsonTest::unsealed)
                .toList());
  }

  @Test
  void what_belongs_to_a_person_is_not_legible() {
    for (WalkEvent event : oneOfEach()) {
      assertThat(json.write(TENANT, event).body())
          .doesNotContain("Lovelace", "ünï", "locked", "entry bob", "colleague");
    }
  }

  @Test
  void after_an_erasure_the_rest_is_still_readable() {
    List<Event> stored = oneOfEach().stream().map(event -> json.write(TENANT, event)).toList();

    keys.destroy(TENANT, "ada");
    keys.destroy(TENANT, "bob");

    assertThat(json.read(TENANT, stored.get(0)))
        .isInstanceOfSatisfying(
            WalkEvent.WalkStarted.class,
            started -> {
              assertThat(started.asker()).isEqualTo(Asker.of("ada", Personal.ERASED));
              assertThat(started.ticket()).contains("rt-42");
            });
    assertThat(json.read(TENANT, stored.get(4)))
        .isEqualTo(
            new WalkEvent.CheckAnswered(NODE, 2, Map.of(), new Personal("bob", Personal.ERASED)));
  }

  @Test
  void what_is_damaged_foreign_or_newer_is_refused_by_name() {
    for (Event event :
        List.of(
            new Event("question-asked", 2, "{\"node\":\"a\",\"visit\":1}"),
            new Event("step-failed", 1, "{}"),
            new Event("question-asked", 1, "{\"node\":\"a\"}"),
            new Event("question-asked", 1, "{\"node\":\"a\",\"visit\":\"1\"}"),
            new Event("question-asked", 1, "{\"node\":"),
            new Event("question-asked", 1, ""),
            new Event("question-asked", 1, "{\"node\":\"A B\",\"visit\":1}"),
            new Event("hand-over-ended", 1, "{\"node\":\"a\",\"visit\":1,\"outcome\":\"x\"}"))) {
      assertThatThrownBy(() -> json.read(TENANT, event))
          .isInstanceOf(TreesException.class)
          .hasMessageContaining("'" + event.type() + "'");
    }
  }

  private static String lineOf(Event event) {
    return event.type() + " " + event.version() + " " + event.body();
  }

  private static String unsealed(String line) {
    return line.replaceAll("\"sealed\":\"[^\"]+\"", "\"sealed\":\"…\"");
  }

  private static List<Event> golden() {
    try (InputStream in = WalkEventJsonTest.class.getResourceAsStream("/walk-events-v1.txt")) {
      if (in == null) {
        throw new AssertionError("walk-events-v1.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" ", 3))
          .map(parts -> new Event(parts[0], Integer.parseInt(parts[1]), parts[2]))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
