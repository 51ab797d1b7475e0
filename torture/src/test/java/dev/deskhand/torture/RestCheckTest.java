package dev.deskhand.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checker of rests sees what it is there to see. */
final class RestCheckTest {
  private static final PersonId SAM = new PersonId("sam");
  private static final Instant NINE = Instant.parse("2026-11-02T09:00:00Z");

  private final List<RecordedEvent> history = new ArrayList<>();

  private RestCheckTest at(int second, RunEvent event) {
    history.add(
        new RecordedEvent(
            Position.START,
            new RunId("r-1").in(Shelf.TENANT),
            history.size() + 1,
            NINE.plusSeconds(second),
            RunEventJson.write(event)));
    return this;
  }

  private RestCheckTest begins(int second, String step) {
    return at(
        second,
        new RunEvent.StepIntended(
            StepRef.parse(step), 1, new Decision.Reasons(List.of("p"), "Because.")));
  }

  private List<String> found() {
    return new RestCheck("r-1", history).breaches().stream().map(Breach::toString).toList();
  }

  @Test
  void what_is_begun_before_an_answer_is_found() {
    at(1, new RunEvent.AnswerAsked(StepRef.parse("ask"), NINE.plusSeconds(60)));
    at(2, new RunEvent.Answered(StepRef.parse("ask"), SAM, Map.of())).begins(3, "more");
    assertThat(found()).isEmpty();

    history.remove(1);
    assertThat(found()).singleElement().asString().contains("more was begun before ask");
  }

  @Test
  void what_is_begun_before_the_rest_is_agreed_to_is_found_but_for_what_takes_back() {
    Decision.ApprovalRule rule =
        new Decision.ApprovalRule(new Role("approver"), 1, Duration.ofHours(1));
    at(1, new RunEvent.StepApprovalAsked(StepRef.parse("agree"), rule, "d", NINE.plusSeconds(60)));
    begins(2, "act.undo");
    assertThat(found()).isEmpty();

    begins(3, "more");
    assertThat(found()).singleElement().asString().contains("more was begun before agree");
  }

  @Test
  void what_is_begun_too_early_is_found() {
    at(1, new RunEvent.StepWaiting(StepRef.parse("wait"), NINE.plusSeconds(20)));
    begins(20, "more");
    assertThat(found()).isEmpty();

    begins(19, "again");
    assertThat(found()).singleElement().asString().contains("again was begun at");
  }

  @Test
  void what_is_begun_while_a_run_is_stopped_is_found() {
    at(1, new RunEvent.PauseAsked(SAM)).at(2, new RunEvent.ResumeAsked(SAM)).begins(3, "more");
    assertThat(found()).isEmpty();

    at(4, new RunEvent.CancelAsked(SAM)).begins(5, "last");
    assertThat(found()).singleElement().asString().contains("last was begun while");
  }
}
