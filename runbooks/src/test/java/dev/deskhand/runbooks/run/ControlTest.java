package dev.deskhand.runbooks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.content.Problems;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.calendar.CalendarName;
import dev.deskhand.runbooks.calendar.Calendars;
import dev.deskhand.runbooks.calendar.yaml.CalendarReader;
import dev.deskhand.runbooks.yaml.RunbookReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How steps follow each other, stand beside each other, wait, and fail. */
final class ControlTest {
  private static final String HEAD =
      """
      runbook: fix
      title: Fix
      risk: low
      inputs:
        hosts: { type: list, of: host, question: Which?, default: "a, b, c, d, e" }
        often: { type: integer, question: How often?, default: "2" }
        what: { type: string, question: What?, default: it }
      """;
  private static final String FOOT =
      """
      tell: { succeeded: Done., failed: Not done. }
      """;
  private static final String DO =
      "title: Do, action: test.idempotent, target: here, effect: idempotent";

  private final Workshop shop = new Workshop();

  private Runbook read(String name, String steps) {
    Problems problems = new Problems();
    String text = HEAD.replace("fix", name) + "steps:\n" + steps + FOOT;
    Optional<Runbook> runbook =
        new RunbookReader(shop.signatures(), Set.of(new CalendarName("nights")))
            .read(name + RunbookReader.ENDING, text, problems);
    assertThat(problems.all()).isEmpty();
    return runbook.orElseThrow();
  }

  private Run run(String steps) {
    return run(steps, Map.of());
  }

  private Run run(String steps, Map<String, String> given) {
    shop.begin(Workshop.RUN, shop.plan(read("fix", steps), given), "ada");
    shop.workThrough();
    return shop.run();
  }

  private void begin(String steps) {
    shop.begin(Workshop.RUN, shop.plan(read("fix", steps)), "ada");
    shop.work();
  }

  private static StepRef ref(String step) {
    return StepRef.forward(new StepId(step));
  }

  private static String step(String id, String more) {
    return "  - { id: " + id + ", " + DO + more + " }\n";
  }

  @Test
  void steps_are_done_for_each_of_several_things_in_order() {
    run(
        """
          - id: all
            title: All
            for-each: { host: "{{ inputs.hosts }}" }
            steps:
              - { id: one, %s, with: { value: "{{ each.host }}" } }
              - { id: two, %s, with: { value: "{{ steps.one.key }}" } }
        """
            .formatted(DO, DO));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.appliedSteps())
        .startsWith("all.1.one", "all.1.two", "all.2.one")
        .hasSize(10);
    assertThat(shop.world.received("all.2.two").getFirst().arguments())
        .containsEntry("value", "r-1.all.2.one");
    assertThat(shop.world.received("all.3.one").getFirst().arguments()).containsEntry("value", "c");
  }

  @Test
  void several_lists_give_every_combination() {
    run(
        """
          - id: all
            title: All
            for-each: { host: [a, b], size: [small, "{{ inputs.what }}"] }
            steps:
              - { id: one, %s, with: { value: "{{ each.host }}-{{ each.size }}" } }
        """
            .formatted(DO));

    assertThat(shop.world.received())
        .extracting(it -> it.arguments().get("value"))
        .containsExactly("a-small", "a-it", "b-small", "b-it");
  }

  @Test
  void what_stands_side_by_side_is_done_at_the_same_time() {
    CountDownLatch both = new CountDownLatch(2);
    World.Reaction meet =
        call -> {
          both.countDown();
          return awaited(both)
              ? new ActionResult.Done(Map.of("key", call.key()), "met")
              : new ActionResult.Failed(ActionResult.Failed.Cause.PERMANENT, "alone");
        };
    shop.world.outside("left", meet);
    shop.world.outside("right", meet);

    run(
        """
          - id: both
            title: Both
            parallel:
              - { id: left, %s }
              - { id: right, %s }
          - { id: after, %s, with: { value: "{{ steps.left.key }}" } }
        """
            .formatted(DO, DO, DO));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.received("after").getFirst().arguments())
        .containsEntry("value", "r-1.left");
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void waves_begin_with_a_canary_are_checked_and_pause() {
    Run run =
        run(
            """
              - id: fleet
                title: Fleet
                for-each: { host: "{{ inputs.hosts }}" }
                together: 10
                waves:
                  canary: 1
                  size: 40%%
                  pause: 5m
                  verify: [ { id: healthy, title: Look, action: test.read, target: there } ]
                steps: [ { id: one, %s } ]
            """
                .formatted(DO));

    List<String> received =
        shop.world.received().stream().map(it -> it.key().substring(4)).toList();
    assertThat(received.subList(0, 2)).containsExactly("fleet.1.one", "fleet.wave-1.healthy");
    assertThat(received.subList(2, 4)).containsExactlyInAnyOrder("fleet.2.one", "fleet.3.one");
    assertThat(received.get(4)).isEqualTo("fleet.wave-2.healthy");
    assertThat(received.subList(5, 7)).containsExactlyInAnyOrder("fleet.4.one", "fleet.5.one");
    assertThat(received.subList(7, 8)).containsExactly("fleet.wave-3.healthy");
    assertThat(run.progress(ref("fleet.wave-1.pause"))).contains(new StepProgress.Succeeded());
    assertThat(shop.history(RunEvent.StepWaiting.class)).hasSize(2);
  }

  @Test
  void too_many_failures_in_a_wave_stop_the_rest_and_take_back_what_was_done() {
    shop.world.script("fleet.2.one", World.broken());
    shop.world.script("fleet.3.one", World.broken());

    run(
        """
          - id: fleet
            title: Fleet
            for-each: { host: "{{ inputs.hosts }}" }
            tolerate: 1
            waves: { canary: 1, size: 2 }
            steps:
              - { id: one, %s, undo: { action: test.idempotent } }
        """
            .formatted(DO));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.ROLLED_BACK);
    assertThat(shop.end().reason()).contains("fleet: 2 of 3 failed");
    assertThat(shop.world.appliedSteps()).containsExactly("fleet.1.one", "fleet.1.one.undo");
  }

  @Test
  void how_many_may_fail_can_be_an_input() {
    String steps =
        """
          - id: all
            title: All
            for-each: { host: "{{ inputs.hosts }}" }
            tolerate: "{{ inputs.often }}"
            steps:
              - { id: one, %s }
        """
            .formatted(DO);
    shop.world.script("all.1.one", World.broken());
    shop.world.script("all.2.one", World.broken());

    run(steps);

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.plan(read("fix", steps)).plan().steps().getFirst().content())
        .isInstanceOfSatisfying(
            PlannedStep.Each.class, it -> assertThat(it.limits().tolerated()).isEqualTo(2));
    assertThat(
            new RunPlanner(shop.targets, _ -> Optional.empty())
                .plan(read("fix", steps), Map.of("often", "-1"), new PersonId("ada")))
        .isInstanceOfSatisfying(
            Planning.Unfit.class,
            it ->
                assertThat(it.reasons()).singleElement().asString().contains("'-1' is no number"));
  }

  @Test
  void a_failure_that_is_tolerated_does_not_stop_the_others() {
    shop.world.script("fleet.2.one", World.broken());

    run(
        """
          - id: fleet
            title: Fleet
            for-each: { host: "{{ inputs.hosts }}" }
            together: 2
            tolerate: 1
            steps: [ { id: one, %s } ]
        """
            .formatted(DO));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.appliedSteps()).hasSize(4);
  }

  @Test
  void a_step_says_what_becomes_of_the_run_when_it_fails() {
    shop.world.script("soft", World.broken());
    shop.world.script("hard", World.broken());

    run(
        step("first", ", undo: { action: test.idempotent }")
            + step("soft", ", on-failure: continue")
            + step("hard", ", on-failure: fail")
            + step("never", ""));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.world.appliedSteps()).containsExactly("first");
  }

  @Test
  void a_person_who_is_asked_after_a_failure_lets_it_be_tried_again() {
    shop.world.script("one", World.broken());
    run(step("one", ", on-failure: ask"));
    assertThat(shop.run().unsettled()).containsExactly(ref("one"));

    shop.settle(ref("one"), RunEvent.Settlement.NOT_DONE);
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.applied("one")).isEqualTo(1);
  }

  @Test
  void the_rest_of_a_run_waits_for_somebody_else_and_is_bound_to_what_was_seen() {
    begin(
        step("one", "")
            + "  - { id: ok, title: Agree, approval: { role: approver, within: 1h } }\n"
            + step("two", ""));
    assertThat(shop.world.appliedSteps()).containsExactly("one");

    shop.approveStep("bob", ref("ok"));
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.history(RunEvent.StepApprovalAsked.class).getFirst().digest())
        .isEqualTo(shop.history(RunEvent.StepApproved.class).getFirst().digest());
  }

  @Test
  void the_requester_can_not_approve_the_rest_of_the_own_run() {
    begin(
        "  - { id: ok, title: Agree, approval: { role: approver, within: 1h } }\n"
            + step("two", ""));

    shop.approveStep("ada", ref("ok"));
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.world.received()).isEmpty();
  }

  @Test
  void a_form_gives_values_to_later_steps_or_runs_out() {
    String steps =
        "  - { id: q, title: Ask, ask: { within: 1h, form: { disk: { type: string, question: Which?"
            + " } } } }\n"
            + step("two", ", with: { value: \"{{ steps.q.disk }}\" }");
    shop.begin(Workshop.RUN, shop.plan(read("fix", steps)), "ada");
    shop.work();

    shop.answer(ref("q"), "ada", Map.of("disk", "sda"));
    shop.workThrough();

    assertThat(shop.world.received("two").getFirst().arguments()).containsEntry("value", "sda");
  }

  @Test
  void a_run_waits_and_goes_on_by_itself() {
    shop.begin(
        Workshop.RUN,
        shop.plan(read("fix", "  - { id: w, title: W, wait: { for: 2h } }\n" + step("two", ""))),
        "ada");
    shop.work();
    assertThat(shop.store.nextWakeUp()).contains(Micros.now(shop.clock).plus(Duration.ofHours(2)));

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void a_run_waits_as_long_as_an_input_says() {
    String steps = "  - { id: w, title: W, wait: { for: \"{{ inputs.what }}\" } }\n";
    shop.begin(Workshop.RUN, shop.plan(read("fix", steps), Map.of("what", "3h")), "ada");
    shop.work();

    assertThat(shop.store.nextWakeUp()).contains(Micros.now(shop.clock).plus(Duration.ofHours(3)));
  }

  private static final String NIGHTS =
      """
      calendar: nights
      time-zone: UTC
      windows:
        evening: { days: [mon, tue, wed, thu, fri, sat, sun], from: "20:00", to: "22:00" }
      """;

  private static final String NEVER =
      """
      calendar: nights
      time-zone: UTC
      blackouts:
        always: { from: 2020-01-01, to: 2099-12-31 }
      """;

  private void opens(String calendar) {
    Problems problems = new Problems();
    shop.calendars =
        new Calendars(
            List.of(
                new CalendarReader(Map.of())
                    .read("nights.calendar.yaml", calendar, problems)
                    .orElseThrow(() -> new AssertionError(problems.all()))));
  }

  private void begin(String steps, Map<String, String> given) {
    shop.begin(Workshop.RUN, shop.plan(read("fix", steps), given), "ada");
    shop.work();
  }

  private static String waiting(String how) {
    return "  - { id: w, title: W, wait: { " + how + " } }\n" + step("two", "");
  }

  @Test
  void a_run_waits_until_a_time_and_not_a_moment_longer() {
    begin(waiting("until: \"{{ inputs.what }}\""), Map.of("what", "2026-03-01T22:15:00Z"));
    assertThat(shop.store.nextWakeUp()).contains(Instant.parse("2026-03-01T22:15:00Z"));

    shop.passUntil(Instant.parse("2026-03-01T22:14:59Z"));
    shop.work();
    assertThat(shop.world.received()).isEmpty();
    shop.passUntil(Instant.parse("2026-03-01T22:15:00Z"));
    shop.work();

    assertThat(shop.world.appliedSteps()).containsExactly("two");
    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void a_time_that_is_over_is_not_waited_for() {
    begin(waiting("until: \"{{ inputs.what }}\""), Map.of("what", "2026-02-28T22:15:00Z"));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.appliedSteps()).containsExactly("two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"after lunch", "+1000000000-12-31T23:59:59Z"})
  void a_time_that_nobody_can_wait_for_fails_the_run_and_says_what_stands_there(String time) {
    shop.world.script(
        "one", _ -> new ActionResult.Done(Map.of("key", time), "looked into the diary"));

    begin(
        "  - { id: one, title: One, action: test.read, target: here }\n"
            + waiting("until: \"{{ steps.one.key }}\""));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.end().reason())
        .contains("'" + time + "' is no time such as 2027-03-31T22:00:00Z");
    assertThat(shop.world.appliedSteps()).doesNotContain("two");
  }

  @ParameterizedTest
  @CsvSource({
    "until, after lunch, no time such as 2027-03-31T22:00:00Z",
    "until, +1000000000-12-31T23:59:59Z, no time such as 2027-03-31T22:00:00Z",
    "for, a while, no length of time such as",
    "for, 99999999999d, at most 36500d"
  })
  void what_nobody_can_wait_for_is_refused_before_anything_is_done(
      String how, String value, String refusal) {
    Planning planning =
        new RunPlanner(shop.targets, _ -> Optional.empty())
            .plan(
                read("fix", step("one", "") + waiting(how + ": \"{{ inputs.what }}\"")),
                Map.of("what", value),
                new PersonId("ada"));

    assertThat(planning)
        .isInstanceOfSatisfying(
            Planning.Unfit.class,
            unfit ->
                assertThat(unfit.reasons())
                    .singleElement()
                    .asString()
                    .contains("'" + value + "'", refusal));
  }

  @Test
  void a_window_that_is_open_is_not_waited_for() {
    opens(NIGHTS);
    shop.passUntil(Instant.parse("2026-03-01T20:30:00Z"));

    begin(waiting("window: nights"), Map.of());

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.history(RunEvent.StepWaiting.class)).isEmpty();
  }

  @Test
  void a_run_waits_for_a_window_to_open() {
    opens(NIGHTS);

    begin(waiting("window: nights"), Map.of());
    assertThat(shop.store.nextWakeUp()).contains(Instant.parse("2026-03-01T20:00:00Z"));
    assertThat(shop.world.received()).isEmpty();
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.history(RunEvent.StepSucceeded.class).getFirst().evidence())
        .isEqualTo("nights is open");
  }

  @Test
  void a_window_that_was_changed_meanwhile_is_waited_for_as_it_is_now() {
    opens(NIGHTS);
    begin(waiting("window: nights"), Map.of());

    opens(NIGHTS.replace("20:00", "21:00"));
    shop.passUntil(Instant.parse("2026-03-01T20:00:00Z"));
    shop.work();

    assertThat(shop.world.received()).isEmpty();
    assertThat(shop.store.nextWakeUp()).contains(Instant.parse("2026-03-01T21:00:00Z"));
  }

  @Test
  void a_window_that_never_opens_fails_the_run_and_says_so() {
    opens(NEVER);

    begin(waiting("window: nights"), Map.of());

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.end().reason()).contains("it does not open within a year");
  }

  @Test
  void people_read_what_a_step_is_called_with_and_never_a_secret() {
    Problems problems = new Problems();
    String text =
        HEAD
            + "  key: { type: secret, locked: \"env:KEY\" }\nsteps:\n"
            + step("one", "")
            + "  - { id: two, "
            + DO
            + ", with: { value: \"{{ inputs.key }}\" } }\n"
            + "  - { id: three, "
            + DO
            + ", with: { value: \"{{ steps.one.key }}!\" } }\n"
            + FOOT;
    Runbook runbook =
        new RunbookReader(shop.signatures())
            .read("fix" + RunbookReader.ENDING, text, problems)
            .orElseThrow(() -> new AssertionError(problems.all()));

    shop.begin(Workshop.RUN, shop.plan(runbook, Map.of()), "ada");

    assertThat(shop.run().arguments(ref("two"))).containsExactly(Map.entry("value", "(a secret)"));
    assertThat(shop.run().arguments(ref("three")))
        .containsExactly(Map.entry("value", "{{ steps.one.key }}!"));
    shop.work();
    assertThat(shop.run().arguments(ref("three"))).containsExactly(Map.entry("value", "r-1.one!"));
  }

  @Test
  void a_state_is_compared_before_and_after() {
    Run run =
        run(
            """
              - id: config
                title: Config
                verify: { action: test.read, target: here, expect: after.key != before.key }
                steps: [ { id: one, %s } ]
            """
                .formatted(DO));

    assertThat(run.progress(ref("config.compared"))).contains(new StepProgress.Succeeded());
    assertThat(shop.history(RunEvent.StepSucceeded.class).getLast().evidence())
        .isEqualTo("key: r-1.config.before → r-1.config.after");
  }

  @ParameterizedTest
  @CsvSource({"2, SUCCEEDED", "3, FAILED"})
  void a_state_is_compared_with_what_was_asked_for_and_with_results(
      String often, RunOutcome outcome) {
    run(
        """
          - id: each
            title: Each
            for-each: { of: [config] }
            steps:
              - id: config
                title: Config
                verify:
                  action: test.read
                  target: here
                  expect: >-
                    inputs.often == 2 && steps.one.key.endsWith("one")
                    && after.key.contains(each.of) && before.key != after.key
                steps: [ { id: one, %s } ]
        """
            .formatted(DO),
        Map.of("often", often));

    assertThat(shop.end().outcome()).isEqualTo(outcome);
  }

  @Test
  void a_state_that_is_not_as_expected_fails_the_run() {
    run(
        """
          - id: config
            title: Config
            verify: { action: test.read, target: here, expect: after.key == before.key }
        """);

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.end().reason()).contains("not as expected");
  }

  @Test
  void another_runbook_is_done_as_a_part_of_this_one() {
    shop.catalogue.put(
        new RunbookId("part"),
        read("part", step("one", ", with: { value: \"{{ inputs.what }}\" }")));

    run(
        """
          - { id: child, title: Part, runbook: part, with: { what: "{{ inputs.what }}!" } }
          - { id: one, %s }
        """
            .formatted(DO));

    assertThat(shop.world.appliedSteps()).containsExactly("child.one", "one");
    assertThat(shop.world.received("child.one").getFirst().arguments())
        .containsEntry("value", "it!");
  }

  /** In its own file, the name can only mean its own step. */
  @Test
  void a_part_looks_nothing_up_in_the_runbook_around_it() {
    shop.catalogue.put(
        new RunbookId("part"),
        read(
            "part",
            step("look", ", when: inputs.often > 9")
                + step("unless", ", when: '!has(steps.look)'")
                + step("act", ", with: { value: \"{{ steps.look.key }}\" }")));

    run(step("look", "") + "  - { id: child, title: Part, runbook: part }\n");

    assertThat(shop.world.appliedSteps()).containsExactly("look", "child.unless");
    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.end().reason()).contains("child.act", "steps.look.key");
  }

  @Test
  void what_is_repeated_looks_up_the_steps_around_it_in_its_own_runbook() {
    shop.catalogue.put(
        new RunbookId("part"),
        read(
            "part",
            step("look", "")
                + """
                  - id: all
                    title: All
                    for-each: { host: [a] }
                    steps:
                      - { id: one, %s, with: { value: "{{ steps.look.key }}" } }
                """
                    .formatted(DO)));

    run(step("look", "") + "  - { id: child, title: Part, runbook: part }\n");

    assertThat(shop.world.received("child.all.1.one").getFirst().arguments())
        .containsEntry("value", "r-1.child.look");
  }

  @Test
  void a_runbook_keeps_its_hours_as_a_part_of_another_one() {
    Problems problems = new Problems();
    String part =
        HEAD.replace("fix", "part") + "calendars: [nights]\nsteps:\n" + step("one", "") + FOOT;
    shop.catalogue.put(
        new RunbookId("part"),
        new RunbookReader(shop.signatures(), Set.of(new CalendarName("nights")))
            .read("part" + RunbookReader.ENDING, part, problems)
            .orElseThrow(() -> new AssertionError(problems.all())));

    Planning.Planned planned =
        shop.plan(read("fix", "  - { id: child, title: Part, runbook: part }\n"));

    assertThat(planned.plan().calendars()).containsExactly(new CalendarName("nights"));
  }

  @Test
  void whoever_is_asked_is_offered_the_requester_where_the_form_says_so() {
    begin(
        """
          - id: who
            title: Who
            ask: { form: { person: { type: person, question: Who?, default: requester } } }
        """,
        Map.of());

    assertThat(shop.run().plan().all().map(PlannedStep::content).toList().getFirst())
        .isInstanceOfSatisfying(
            PlannedStep.Ask.class,
            ask ->
                assertThat(ask.form())
                    .extracting(PlannedStep.Field::fallback)
                    .containsExactly(Optional.of("ada")));
  }

  @Test
  void whoever_may_not_start_the_other_runbook_may_not_start_this_one() {
    shop.catalogue.put(new RunbookId("closed"), read("closed", step("one", "")));
    Planning.Planned planned =
        shop.plan(read("fix", "  - { id: child, title: Part, runbook: closed }\n"));

    assertThat(
            RunAccess.decide(
                shop.authorizer,
                RunAccess.startRequests(
                    shop.principal("ada"),
                    planned.plan(),
                    planned.digest(),
                    Workshop.request("ada"))))
        .isInstanceOf(Decision.Deny.class);
  }

  @Test
  void a_run_can_finish_early() {
    run(
        """
          - { id: enough, title: Enough, finish: succeeded, because: Nothing to do., when: inputs.often > 1 }
          - { id: one, %s }
        """
            .formatted(DO));

    assertThat(shop.end()).isEqualTo(new Run.Phase.Ended(RunOutcome.SUCCEEDED, "Nothing to do."));
    assertThat(shop.world.received()).isEmpty();
  }

  @Test
  void an_output_is_computed_from_the_result() {
    Run run =
        run(
            step(
                "one",
                ", output: { short: 'result.key.size() > 3', twice: 'string(inputs.often * 2)' }"));

    assertThat(run.steps().outputs().get(new StepId("one")))
        .containsEntry("short", "true")
        .containsEntry("twice", "4");
  }

  @Test
  void a_lock_is_held_by_one_run_at_a_time_and_freed_at_the_end() {
    Runbook locking =
        read("fix", step("one", ", lock: \"db-{{ inputs.what }}\", retry: { attempts: 3 }"));
    RunId other = new RunId("r-2");
    shop.world.script("one", World.busy());
    shop.begin(Workshop.RUN, shop.plan(locking), "ada");
    shop.begin(other, shop.plan(locking), "ada");
    shop.work();

    shop.work(other);
    assertThat(shop.world.received("one")).hasSize(1);

    shop.passUntil(shop.clock.instant().plusSeconds(2));
    shop.work();
    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    shop.work(other);
    assertThat(shop.stored(other).run().hasEnded()).isTrue();
  }

  @Test
  void a_run_that_does_not_wait_for_a_lock_is_refused_and_its_requester_reads_by_whom() {
    RunId other = new RunId("r-2");
    shop.begin(Workshop.RUN, shop.plan(read("fix", lasting("")), Map.of("what", "db one")), "ada");
    shop.begin(other, shop.plan(read("fix", lasting("")), Map.of("what", "DB  One")), "ada");
    shop.work();

    shop.work(other);

    assertThat(shop.stored(other).run().phase())
        .isInstanceOfSatisfying(
            Run.Phase.Ended.class,
            it -> {
              assertThat(it.outcome()).isEqualTo(RunOutcome.REFUSED);
              assertThat(it.reason()).startsWith("Run r-1 does that already");
            });
    assertThat(shop.world.received()).hasSize(1);
  }

  @Test
  void a_lock_that_is_free_again_refuses_nobody() {
    RunId other = new RunId("r-2");
    shop.begin(Workshop.RUN, shop.plan(read("fix", lasting(""))), "ada");
    shop.workThrough();
    shop.begin(other, shop.plan(read("fix", lasting(""))), "ada");

    shop.work(other);

    assertThat(shop.stored(other).run().steps().locks()).containsValue("db-it");
  }

  /** Refused would say that nothing was done. */
  @Test
  void what_was_changed_before_a_lock_is_found_held_is_taken_back() {
    RunId other = new RunId("r-2");
    String before = step("before", ", undo: { action: test.idempotent, with: { value: again } }");
    shop.begin(Workshop.RUN, shop.plan(read("fix", lasting(""))), "ada");
    shop.begin(other, shop.plan(read("fix", lasting(before))), "ada");
    shop.work();

    shop.work(other);

    assertThat(shop.stored(other).run().phase())
        .isInstanceOfSatisfying(
            Run.Phase.Ended.class,
            it -> assertThat(it.outcome()).isEqualTo(RunOutcome.ROLLED_BACK));
    assertThat(shop.world.appliedSteps()).containsExactly("one", "before", "before.undo");
  }

  /** A lock that is held for an hour, and that nobody waits for. */
  private static String lasting(String before) {
    return before
        + """
          - id: alone
            title: Alone
            lock: "db-{{ inputs.what }}"
            if-locked: refuse
            steps:
              - { id: one, %s }
              - { id: settle, title: Settle, wait: { for: 1h } }
        """
            .formatted(DO);
  }

  @Test
  void what_a_runbook_refuses_before_it_has_changed_anything_is_refused() {
    run("  - { id: no, title: No, finish: refused, because: It is so already. }\n");

    assertThat(shop.end()).isEqualTo(new Run.Phase.Ended(RunOutcome.REFUSED, "It is so already."));
  }

  @Test
  void a_paused_run_begins_nothing_until_it_is_resumed() {
    shop.begin(Workshop.RUN, shop.plan(read("fix", step("one", "") + step("two", ""))), "ada");
    shop.pause("ada");
    shop.work();
    assertThat(shop.world.received()).isEmpty();

    shop.resume("ada");
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void what_is_left_is_known_to_be_when_it_ends_whatever_happens_afterwards() {
    shop.begin(Workshop.RUN, shop.plan(read("fix", step("one", "") + step("two", ""))), "ada");
    shop.leave("somebody took it");
    shop.workThrough();
    shop.takeUp("it was given back");

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.CANCELLED);
    assertThat(shop.stored().run().left()).contains("somebody took it");
  }

  @Test
  void what_somebody_paused_is_left_and_given_back_and_stays_paused() {
    shop.begin(Workshop.RUN, shop.plan(read("fix", step("one", "") + step("two", ""))), "ada");
    shop.pause("bob");
    shop.leave("somebody took it");
    Run left = shop.stored().run();
    shop.takeUp("it was given back");
    Run back = shop.stored().run();

    assertThat(left.left()).contains("somebody took it");
    assertThat(back.left()).isEmpty();
    assertThat(left.phase()).isEqualTo(new Run.Phase.Paused(new PersonId("bob")));
    assertThat(back.phase()).isEqualTo(left.phase());
  }

  @Test
  void what_somebody_lets_go_on_is_still_left_until_it_is_given_back() {
    shop.begin(Workshop.RUN, shop.plan(read("fix", step("one", "") + step("two", ""))), "ada");
    shop.pause("ada");
    shop.leave("somebody took it");
    shop.resume("bob");
    Run going = shop.stored().run();
    shop.takeUp("it was given back");

    assertThat(going.phase()).isInstanceOf(Run.Phase.Running.class);
    assertThat(going.left()).isPresent();
    assertThat(shop.stored().run().left()).isEmpty();
  }

  @Test
  void a_value_that_looks_like_an_option_is_never_a_word_of_a_command() {
    Planning planning =
        new RunPlanner(shop.targets, _ -> Optional.empty())
            .plan(
                read("fix", step("one", ", with: { words: [ls, \"{{ inputs.what }}\"] }")),
                Map.of("what", "--delete"),
                new PersonId("ada"));

    assertThat(planning).isInstanceOf(Planning.Unfit.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "@home", "--"})
  void a_value_may_begin_as_it_likes_where_it_is_no_word_of_a_command(String value) {
    String params = "params: [\"{{ inputs.what }}\", \"{{ steps.one.key }}\"]";
    shop.world.script("one", _ -> new ActionResult.Done(Map.of("key", value), "looked"));

    run(
        "  - { id: one, title: One, action: test.read, target: here }\n"
            + step("two", ", with: { " + params + " }"),
        Map.of("what", value));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.applied("two")).isEqualTo(1);
  }

  @Test
  void a_branch_whose_condition_can_not_be_told_fails_and_keeps_nobody_waiting() {
    run(
        """
          - id: both
            title: Both
            parallel:
              - { id: left, %s }
              - { id: right, %s, when: 'inputs.hosts[99] == "a"' }
        """
            .formatted(DO, DO));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.end().reason()).contains("right");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "action: test.read, target: here, when: 'inputs.hosts[99] == \"a\"'",
        "wait: { until: \"{{ steps.first.key }}\" }",
        "finish: failed, because: No., when: 'inputs.hosts[99] == \"a\"'",
        "steps: [ { id: in, title: In, finish: failed, because: No. } ],"
            + " when: 'inputs.hosts[99] == \"a\"', lock: db, if-locked: refuse",
        "for-each: { host: [a] }, steps: [ { id: in, title: In, finish: failed, because: No. } ],"
            + " when: 'inputs.hosts[99] == \"a\"'"
      })
  void what_can_not_be_told_is_a_failure_of_its_step_also_where_the_run_goes_on(String what) {
    run(
        step("first", "")
            + "  - { id: odd, title: Odd, on-failure: continue, "
            + what
            + " }\n"
            + step("last", ""));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.appliedSteps()).containsExactly("first", "last");
    assertThat(shop.history(RunEvent.StepFailed.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.step()).isEqualTo(ref("odd"));
              assertThat(it.retryAt()).isEmpty();
            });
  }

  @Test
  void a_branch_that_finishes_well_lets_the_others_go_on() {
    run(
        """
          - id: both
            title: Both
            parallel:
              - { id: enough, title: Enough, finish: succeeded, because: Enough. }
              - { id: right, %s }
        """
            .formatted(DO));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.appliedSteps()).containsExactly("right");
  }

  private static final String BESIDE_A_DOUBT =
      """
        - id: both
          title: Both
          parallel:
            - { id: left, title: Left, action: test.once, target: here }
            - id: later
              title: Later
              steps:
                - { id: pause, title: Pause, wait: { for: 45s } }
                - { id: right, %s }
      """
          .formatted(DO);

  @Test
  void a_run_that_is_not_allowed_any_more_ends_only_when_all_that_may_have_happened_is_known() {
    shop.begin(Workshop.RUN, shop.plan(read("fix", BESIDE_A_DOUBT)), "ada");
    try {
      shop.worker(shop.watched(Trouble.killedAfter(2)), shop.clock)
          .work(Workshop.RUN.in(Workshop.TENANT), shop.lease());
    } catch (Trouble.Killed _) {
      shop.nowThereAre(Workshop.person("ada"), Workshop.person("bob", "staff"));
    }

    shop.workThrough();

    assertThat(shop.run().hasEnded()).isFalse();
    assertThat(shop.run().unsettled()).containsExactly(ref("left"));
    shop.settle(ref("left"), RunEvent.Settlement.NOT_DONE);
    shop.workThrough();
    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.world.received()).isEmpty();
  }

  @Test
  void a_run_whose_branches_are_all_refused_ends_once() {
    shop.begin(
        Workshop.RUN,
        shop.plan(
            read(
                "fix",
                """
                  - id: both
                    title: Both
                    parallel:
                      - { id: left, %s }
                      - { id: right, %s }
                """
                    .formatted(DO, DO))),
        "ada");
    shop.nowThereAre(Workshop.person("bob", "staff"));

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.REFUSED);
    assertThat(shop.history(RunEvent.RunEnded.class)).hasSize(1);
  }

  @Test
  void an_approval_holds_although_something_beside_it_goes_on() {
    shop.world.script("slow", World.busy());
    begin(
        """
          - id: both
            title: Both
            parallel:
              - id: asked
                title: Asked
                steps:
                  - { id: ok, title: Agree, approval: { role: approver, within: 1h } }
                  - { id: one, %s }
              - { id: slow, %s, retry: { attempts: 2 } }
        """
            .formatted(DO, DO));

    shop.passUntil(shop.clock.instant().plusSeconds(2));
    shop.work();
    assertThat(shop.world.appliedSteps()).containsExactly("slow");
    shop.approveStep("bob", ref("ok"));
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void of_runs_that_wait_for_each_others_locks_one_says_so_and_gives_way() {
    RunId other = new RunId("r-2");
    shop.begin(Workshop.RUN, shop.plan(nesting("fix", "a", "b")), "ada");
    shop.begin(other, shop.plan(nesting("part", "b", "a")), "ada");
    shop.work();
    shop.work(other);

    shop.passUntil(shop.clock.instant().plusSeconds(61));
    for (int i = 0; i < 4; i++) {
      shop.work();
      shop.work(other);
      shop.passUntil(shop.clock.instant().plusSeconds(2));
    }

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.stored(other).run().phase())
        .isInstanceOfSatisfying(
            Run.Phase.Ended.class,
            it ->
                assertThat(it.reason())
                    .contains("the lock 'a' will never be free: run r-1 holds it"));
    assertThat(shop.world.received()).hasSize(1);
  }

  @Test
  void a_run_that_waits_for_a_lock_in_no_circle_goes_on_waiting() {
    RunId other = new RunId("r-2");
    shop.begin(Workshop.RUN, shop.plan(nesting("fix", "a", "b")), "ada");
    shop.begin(other, shop.plan(nesting("part", "c", "a")), "ada");
    shop.work();
    shop.work(other);

    shop.passUntil(shop.clock.instant().plusSeconds(61));
    shop.work(other);
    assertThat(shop.stored(other).run().hasEnded()).isFalse();
    shop.work();
    shop.passUntil(shop.clock.instant().plusSeconds(2));
    shop.work(other);

    assertThat(shop.stored(other).run().phase())
        .isInstanceOfSatisfying(
            Run.Phase.Ended.class, it -> assertThat(it.outcome()).isEqualTo(RunOutcome.SUCCEEDED));
  }

  /** A step inside another, each with a lock, and time between. */
  private Runbook nesting(String name, String outer, String inner) {
    return read(
        name,
        """
          - id: outer
            title: Outer
            lock: %s
            steps:
              - { id: settle, title: Settle, wait: { for: 1m } }
              - id: inner
                title: Inner
                lock: %s
                steps:
                  - %s
        """
            .formatted(outer, inner, step("one", "").strip().replaceFirst("^- ", "")));
  }

  @Test
  void a_step_that_failed_and_is_passed_over_gives_its_lock_back() {
    shop.world.script("one", World.broken());

    begin(
        step("one", ", on-failure: continue, lock: db")
            + "  - { id: w, title: W, wait: { for: 1h } }\n");

    assertThat(shop.run().steps().locks()).isEmpty();
  }

  @Test
  void a_step_never_waits_for_a_lock_that_it_stands_in() {
    Planning planning =
        new RunPlanner(shop.targets, _ -> Optional.empty())
            .plan(
                read(
                    "fix",
                    """
                      - id: outer
                        title: Outer
                        lock: db
                        steps: [ { id: one, %s, lock: db } ]
                    """
                        .formatted(DO)),
                Map.of(),
                new PersonId("ada"));

    assertThat(planning)
        .isInstanceOfSatisfying(
            Planning.Unfit.class,
            unfit -> assertThat(unfit.reasons()).singleElement().asString().contains("'db'"));
  }

  @Test
  void a_lock_is_taken_by_one_append_only() {
    RunLocks locks = new RunLocks(shop.store);
    Append.Builder first = Append.in(Workshop.TENANT);
    Append.Builder second = Append.in(Workshop.TENANT);
    assertThat(locks.take(first, "db", new RunId("r-1"))).isTrue();
    assertThat(locks.take(second, "db", new RunId("r-2"))).isTrue();

    shop.store.append(first.build());

    assertThatThrownBy(() -> shop.store.append(second.build()))
        .isInstanceOf(VersionConflictException.class);
    assertThat(locks.take(Append.in(Workshop.TENANT), "db", new RunId("r-2"))).isFalse();
  }
}
