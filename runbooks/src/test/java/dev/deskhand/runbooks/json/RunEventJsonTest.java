package dev.deskhand.runbooks.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.InputType;
import dev.deskhand.content.InputValue;
import dev.deskhand.journal.Event;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.Retry;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.Work;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.run.PlannedCall;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunOutcome;
import dev.deskhand.runbooks.run.RunPlan;
import dev.deskhand.runbooks.run.RunRequest;
import dev.deskhand.runbooks.run.StepRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is stored can be read for ever: the golden file is never changed, only added to. */
final class RunEventJsonTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/run-events-1.txt");
  private static final Instant AT = Instant.parse("2026-03-01T09:00:00.123456Z");
  private static final StepRef STEP = StepRef.forward(new StepId("restart"));
  private static final PersonId BOB = new PersonId("bob");
  private static final Decision.Reasons WHY =
      new Decision.Reasons(List.of("a-policy"), "Staff may.");

  /** One of every type, and the variants that are written differently. */
  private static List<RunEvent> everyEvent() {
    return List.of(
        new RunEvent.RunRequested(plan(), RunEventJson.digest(plan()), request()),
        new RunEvent.ApprovalAsked(
            new Decision.ApprovalRule(new Role("sre"), 2, Duration.ofHours(4)), AT),
        new RunEvent.Approved(BOB, "ab12"),
        new RunEvent.ApprovalDeclined(BOB, "not today \"really\""),
        new RunEvent.ApprovalExpired(),
        new RunEvent.ChangesRequested(BOB, "one at a time"),
        new RunEvent.ApprovalEscalated(new Role("sre")),
        new RunEvent.ApprovalAsked(
            new Decision.ApprovalRule(
                new Role("sre"),
                1,
                Duration.ofHours(4),
                Optional.of(new Decision.Escalation(new Role("security"), Duration.ofHours(1)))),
            AT),
        new RunEvent.RunStarted(WHY),
        new RunEvent.StepSkipped(STEP),
        new RunEvent.StepIntended(STEP, 1, WHY),
        new RunEvent.StepDispatched(STEP, 1),
        new RunEvent.StepSucceeded(STEP, 1, Map.of("b", "2", "a", "ü\n"), "all well"),
        new RunEvent.StepSucceeded(
            STEP, 1, Map.of("a", "1"), "all well", Optional.of(Map.of("b", "00ff"))),
        new RunEvent.StepFailed(
            STEP, 1, ActionResult.Failed.Cause.TRANSIENT, "busy", Optional.of(AT)),
        new RunEvent.StepFailed(
            StepRef.undo(STEP.step()),
            2,
            ActionResult.Failed.Cause.PERMANENT,
            "no",
            Optional.empty()),
        new RunEvent.StepUnanswered(STEP, 1, "silence", AT),
        new RunEvent.StepUnanswered(
            STEP, 1, "it is still going on", AT, Optional.of(AT), Optional.empty()),
        new RunEvent.StepUnanswered(STEP, 1, "cut off", AT, Optional.empty(), Optional.of(AT)),
        new RunEvent.StepUncertain(STEP, 1, "cut off"),
        new RunEvent.StepSettled(STEP, BOB, RunEvent.Settlement.NOT_DONE),
        new RunEvent.RollbackStarted("restart: no"),
        new RunEvent.CancelAsked(BOB),
        new RunEvent.RunEnded(RunOutcome.ROLLED_BACK, "restart: no"),
        new RunEvent.StepUnclear(STEP, 1, "cut off", AT),
        new RunEvent.StepApprovalAsked(
            STEP,
            new Decision.ApprovalRule(new Role("approver"), 2, Duration.ofHours(4)),
            "d1",
            AT),
        new RunEvent.StepApprovalEscalated(STEP, new Role("sre")),
        new RunEvent.StepApproved(STEP, BOB, "d1"),
        new RunEvent.StepDeclined(STEP, BOB, "not now"),
        new RunEvent.AnswerAsked(STEP, AT),
        new RunEvent.Answered(STEP, BOB, Map.of("a", "x")),
        new RunEvent.StepWaiting(STEP, AT),
        new RunEvent.LockTaken(STEP, "gateway"),
        new RunEvent.LockReleased(STEP, "gateway"),
        new RunEvent.PauseAsked(BOB),
        new RunEvent.ResumeAsked(BOB),
        new RunEvent.PauseAsked(BOB, Optional.of("it was closed")),
        new RunEvent.ResumeAsked(BOB, Optional.of("it was opened again")),
        new RunEvent.CancelAsked(BOB, Optional.of("it was closed")));
  }

  private static RunPlan plan() {
    PlannedCall call =
        new PlannedCall(
            "ssh.restart",
            "gateway",
            new TreeMap<>(
                Map.of(
                    "service", new PlannedCall.Argument.Literal("{{ not a template }}"),
                    "token", new PlannedCall.Argument.Later("{{ steps.before.token }}"))),
            new TreeMap<>(Map.of("words", List.of(new PlannedCall.Argument.Literal("-v")))));
    PlannedStep step =
        step(
            "restart",
            new PlannedStep.Act(
                call,
                EffectClass.PROBE,
                new Retry(2, Duration.ofSeconds(1), Duration.ofSeconds(30), Retry.On.TRANSIENT),
                Duration.ofMinutes(1),
                Optional.of(call),
                new TreeMap<>(Map.of("up", "result.state == 'active'"))));
    return new RunPlan(
        new RunbookId("restart-service"),
        ContentVersion.of("text"),
        "Restart a service",
        new TreeMap<>(Map.of("risk", "low")),
        new TreeMap<>(
            Map.of(
                "host", new InputValue.Text("gateway"),
                "often", new InputValue.Whole(3),
                "hard", new InputValue.Truth(true),
                "hosts", new InputValue.Items(List.of("a", "b")))),
        everyContent(step),
        new TreeMap<>(
            Map.of("gateway", new Target("gateway", "ssh", Map.of("key", "file:/run/key")))),
        new Runbook.Sayings("It is back.", "It is not back."));
  }

  private static List<PlannedStep> everyContent(PlannedStep act) {
    PlannedStep.Scope scope =
        new PlannedStep.Scope(
            new TreeMap<>(),
            new TreeMap<>(Map.of("host", "a")),
            Optional.of(
                new PlannedStep.Child(
                    new RunbookId("other"), ContentVersion.of("other"), new TreeMap<>())));
    return List.of(
        act,
        step("group", new PlannedStep.Group(List.of(act), Optional.of(scope))),
        step(
            "each",
            new PlannedStep.Each(
                List.of(new PlannedStep.Wave(List.of(act), List.of(act))), new Work.Limits(2, 1))),
        step(
            "approval",
            new PlannedStep.Approval(
                new Decision.ApprovalRule(new Role("approver"), 1, Duration.ofHours(1)))),
        step(
            "ask",
            new PlannedStep.Ask(
                List.of(
                    field("a", new InputType.Choice(List.of("x", "y"))),
                    field("b", new InputType.ListOf(new InputType.Host())),
                    field("c", new InputType.Whole())),
                Optional.of(new Role("support")),
                Duration.ofHours(1))),
        step("wait", new PlannedStep.Wait(new PlannedStep.Until.After(Duration.ofMinutes(5)))),
        step("window", new PlannedStep.Wait(new PlannedStep.Until.Window("nights"))),
        step(
            "compared",
            new PlannedStep.Compare(
                new StepId("v.before"), new StepId("v.after"), "before == after")),
        step("end", new PlannedStep.Finish(Work.Ending.SUCCEEDED, "enough")));
  }

  private static PlannedStep.Field field(String name, InputType type) {
    return new PlannedStep.Field(name, type, name + "?", Optional.empty());
  }

  private static PlannedStep step(String id, PlannedStep.Content content) {
    return new PlannedStep(
        new StepId(id),
        "Restart",
        Optional.of("steps.before.up != 'true'"),
        OnFailure.ROLL_BACK,
        Optional.of("gateway"),
        Optional.empty(),
        content);
  }

  private static RunRequest request() {
    return new RunRequest(
        new PersonId("ada"),
        new PersonId("ada"),
        "walk/w-1",
        "conversation/slack/T1:C1",
        Optional.of("rt-42"),
        Map.of("channel", "slack"));
  }

  @Test
  void every_event_is_written_as_it_always_was() throws IOException {
    List<String> written = everyEvent().stream().map(RunEventJsonTest::line).toList();

    assertThat(String.join("\n", written)).isEqualTo(Files.readString(GOLDEN).strip());
  }

  @Test
  void every_event_that_was_ever_written_can_be_read() throws IOException {
    List<RunEvent> read =
        Files.readAllLines(GOLDEN).stream()
            .map(RunEventJsonTest::event)
            .map(RunEventJson::read)
            .toList();

    assertThat(read).isEqualTo(everyEvent());
  }

  @Test
  void every_type_of_event_is_in_the_golden_file() {
    List<Class<?>> types =
        Arrays.stream(RunEvent.class.getNestMembers())
            .filter(type -> type.isRecord() && RunEvent.class.isAssignableFrom(type))
            .<Class<?>>map(type -> type)
            .toList();

    assertThat(everyEvent()).extracting(Object::getClass).containsAll(types);
  }

  @Test
  void a_type_or_version_of_a_later_release_says_to_upgrade() {
    Event unknownType = new Event("run-teleported", 1, "{}");
    Event unknownVersion = new Event("run-ended", 2, "{}");

    for (Event event : List.of(unknownType, unknownVersion)) {
      assertThatThrownBy(() -> RunEventJson.read(event))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(event.type())
          .hasMessageContaining("version " + event.version())
          .hasMessageContaining("upgrade");
    }
  }

  @Test
  void an_event_that_is_damaged_is_told_by_its_type_and_not_by_its_content() {
    assertThatThrownBy(() -> RunEventJson.read(new Event("run-ended", 1, "{\"reason\":")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("run-ended");
  }

  private static String line(RunEvent event) {
    Event written = RunEventJson.write(event);
    return written.type() + " " + written.version() + " " + written.body();
  }

  private static Event event(String line) {
    String[] parts = line.split(" ", 3);
    return new Event(parts[0], Integer.parseInt(parts[1]), parts[2]);
  }
}
