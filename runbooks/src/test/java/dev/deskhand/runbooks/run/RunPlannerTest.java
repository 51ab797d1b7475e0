package dev.deskhand.runbooks.run;

import static dev.deskhand.runbooks.run.Workshop.RUN;
import static dev.deskhand.runbooks.run.Workshop.runbook;
import static dev.deskhand.runbooks.run.Workshop.step;
import static dev.deskhand.runbooks.run.Workshop.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.InputType;
import dev.deskhand.content.InputValue;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.Call;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.IfLocked;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.Retry;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a runbook and some values come to before anything is done. */
final class RunPlannerTest {
  private static final PersonId ADA = new PersonId("ada");

  private final Workshop shop = new Workshop();

  private static InputValue text(String text) {
    return new InputValue.Text(text);
  }

  private static InputDeclaration input(
      String name, InputType type, InputDeclaration.Presence presence) {
    return new InputDeclaration(name, type, name + "?", presence);
  }

  private static Runbook asking(String target, InputDeclaration... inputs) {
    Step step =
        new Step(
            new StepId("one"),
            template("One"),
            Optional.empty(),
            OnFailure.ROLL_BACK,
            Optional.empty(),
            IfLocked.WAIT,
            new Work.Act(
                new Call(
                    "test.once",
                    template(target),
                    Map.of(
                        "value",
                        template("{{ inputs.a }}"),
                        "later",
                        template("{{ inputs.a }} {{ steps.zero.key }}")),
                    Map.of()),
                EffectClass.ONCE,
                Retry.NEVER,
                Duration.ofSeconds(1),
                Optional.empty(),
                Map.of()));
    return new Runbook(
        new RunbookId("ask"),
        "Ask",
        Map.of(),
        List.of(inputs),
        List.of(
            step("zero", EffectClass.READ, Retry.NEVER, Optional.empty(), Optional.empty()), step),
        new Runbook.Sayings("", ""),
        ContentVersion.of("ask"));
  }

  private static final InputType TEXT = new InputType.Text(Optional.empty());
  private static final InputDeclaration WHAT =
      input("what", TEXT, new InputDeclaration.Presence.Default("it"));

  private Planning plan(Runbook runbook, Map<String, String> given) {
    return new RunPlanner(shop.targets, _ -> Optional.empty()).plan(runbook, given, ADA);
  }

  @Test
  void defaults_and_the_requester_fill_what_nobody_said() {
    Runbook runbook =
        asking(
            "here",
            WHAT,
            input("a", TEXT, new InputDeclaration.Presence.Default("x")),
            input("who", new InputType.PersonInput(), new InputDeclaration.Presence.Requester()));

    Planning planning = plan(runbook, Map.of("a", "  "));

    assertThat(((Planning.Planned) planning).plan().inputs())
        .isEqualTo(Map.of("what", text("it"), "a", text("x"), "who", text("ada")));
  }

  private static InputDeclaration secret(String... allowed) {
    return input(
        "a",
        new InputType.SecretReference(List.of(allowed)),
        new InputDeclaration.Presence.Required());
  }

  @Test
  void whoever_asks_chooses_no_secret_but_one_that_the_runbook_lists() {
    Runbook runbook = asking("here", WHAT, secret("vault:team/x#token"));

    assertThat(plan(runbook, Map.of("a", "vault:payroll#root"))).isInstanceOf(Planning.Unfit.class);
    assertThat(plan(runbook, Map.of("a", "env:PATH"))).isInstanceOf(Planning.Unfit.class);
    assertThat(plan(runbook, Map.of("a", "hunter2"))).isInstanceOf(Planning.Unfit.class);
  }

  @Test
  void a_secret_that_stands_in_a_longer_text_is_refused() {
    Runbook runbook = asking("here", WHAT, secret("vault:team/x#token"));

    assertThat(plan(runbook, Map.of("a", "vault:team/x#token")))
        .isInstanceOfSatisfying(
            Planning.Unfit.class,
            it -> assertThat(it.reasons()).anyMatch(why -> why.contains("a secret stands alone")));
  }

  @Test
  void what_is_missing_is_asked_for() {
    InputDeclaration needed = input("a", TEXT, new InputDeclaration.Presence.Required());

    assertThat(plan(asking("here", WHAT, needed), Map.of()))
        .isEqualTo(new Planning.Missing(List.of(needed)));
  }

  @Test
  void values_that_do_not_fit_are_told_without_being_repeated() {
    InputDeclaration number =
        input("a", new InputType.Whole(), new InputDeclaration.Presence.Required());

    assertThat(plan(asking("here", WHAT, number), Map.of("a", "<script>")))
        .isEqualTo(new Planning.Unfit(List.of("a: expected a whole number")));
  }

  private static Runbook running(InputDeclaration input, String word) {
    Runbook asking = asking("here", input);
    Step step = asking.steps().getLast();
    Work.Act act = (Work.Act) step.work();
    Call call =
        new Call(
            "test.once",
            template("here"),
            Map.of(),
            Map.of("argv", List.of(template("tool"), template(word))));
    Step running =
        new Step(
            step.id(),
            step.title(),
            step.when(),
            step.onFailure(),
            step.lock(),
            step.ifLocked(),
            new Work.Act(
                call, act.effect(), act.retry(), act.timeout(), Optional.empty(), Map.of()));
    return new Runbook(
        asking.id(),
        asking.title(),
        Map.of(),
        asking.inputs(),
        List.of(running),
        asking.sayings(),
        asking.version());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-rf", "--help", "@/etc/passwd"})
  void a_value_is_an_option_of_a_command_only_where_its_input_allows_it(String value) {
    InputDeclaration ordinary = input("a", TEXT, new InputDeclaration.Presence.Required());
    InputDeclaration free =
        new InputDeclaration("a", TEXT, "a?", ordinary.presence(), InputDeclaration.Beginning.ANY);
    Map<String, String> given = Map.of("a", value);

    assertThat(plan(running(ordinary, "{{ inputs.a }}"), given)).isInstanceOf(Planning.Unfit.class);
    assertThat(plan(running(free, "{{ inputs.a }}"), given))
        .isInstanceOfSatisfying(
            Planning.Planned.class,
            it ->
                assertThat(it.plan().call(StepRef.forward(new StepId("one"))).lists())
                    .containsEntry(
                        "argv",
                        List.of(
                            new PlannedCall.Argument.Literal("tool"),
                            new PlannedCall.Argument.Literal(value))));
  }

  @Test
  void a_target_of_another_kind_than_its_action_acts_on_is_told_before_anything_is_done() {
    InputDeclaration host =
        input("a", new InputType.Host(), new InputDeclaration.Presence.Required());
    Runbook asking = asking("{{ inputs.a }}", WHAT, host);
    Step step = asking.steps().getLast();
    Work.Act act = (Work.Act) step.work();
    Call call =
        new Call(
            "door.look",
            act.call().target(),
            Map.of(),
            Map.of(),
            new Call.Known(Optional.of("door"), Set.of(), Optional.empty()));
    Work looking =
        new Work.Act(call, act.effect(), act.retry(), act.timeout(), Optional.empty(), Map.of());
    Step looks =
        new Step(
            step.id(),
            step.title(),
            step.when(),
            step.onFailure(),
            step.lock(),
            step.ifLocked(),
            looking);
    Runbook runbook =
        new Runbook(
            asking.id(),
            asking.title(),
            Map.of(),
            asking.inputs(),
            List.of(looks),
            asking.sayings(),
            asking.version());

    assertThat(plan(runbook, Map.of("a", "here")))
        .isInstanceOfSatisfying(
            Planning.Unfit.class,
            unfit ->
                assertThat(unfit.reasons())
                    .singleElement()
                    .asString()
                    .contains("the kind door", "'here' is one of the kind test"));
  }

  @Test
  void a_target_that_nobody_knows_is_told_once() {
    InputDeclaration host =
        input("a", new InputType.Host(), new InputDeclaration.Presence.Required());

    assertThat(plan(asking("{{ inputs.a }}", WHAT, host), Map.of("a", "hre")))
        .isInstanceOfSatisfying(
            Planning.Unfit.class,
            unfit -> assertThat(unfit.reasons()).singleElement().asString().contains("here"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ steps.zero.key }}",
        "{{ inputs.what }}",
        "{{",
        "}}",
        "--help",
        "'; rm -rf / #",
        "{{ inputs.a }}",
        "$(id)"
      })
  void hostile_values_are_data_for_ever(String hostile) {
    Runbook runbook =
        asking("here", WHAT, input("a", TEXT, new InputDeclaration.Presence.Required()));
    Planning.Planned planned = (Planning.Planned) plan(runbook, Map.of("a", hostile));
    Run run =
        Run.begin(
                new RunEvent.RunRequested(
                    planned.plan(), planned.digest(), Workshop.request("ada")))
            .apply(
                new RunEvent.StepSucceeded(
                    StepRef.forward(new StepId("zero")), 1, Map.of("key", "{{ inputs.what }}"), ""),
                shop.clock.instant());

    Attempt attempt = Attempt.of(RUN, run, StepRef.forward(new StepId("one")), 1);

    assertThat(attempt.arguments())
        .containsEntry("value", hostile)
        .containsEntry("later", hostile + " {{ inputs.what }}");
  }

  @Test
  void equal_plans_have_equal_digests() {
    Runbook runbook = runbook("fix", step("one", EffectClass.ONCE), step("two", EffectClass.READ));

    assertThat(shop.plan(runbook).digest()).isEqualTo(new Workshop().plan(runbook).digest());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void any_change_of_a_plan_changes_its_digest(UnaryOperator<RunPlan> change) {
    RunPlan plan = shop.plan(runbook("fix", Workshop.undoable("one", EffectClass.ONCE))).plan();

    assertThat(dev.deskhand.runbooks.json.RunEventJson.digest(change.apply(plan)))
        .isNotEqualTo(dev.deskhand.runbooks.json.RunEventJson.digest(plan));
  }

  static Stream<UnaryOperator<RunPlan>> changes() {
    return Stream.concat(
        Stream.of(
            plan -> new Draft(plan).runbook(new RunbookId("other")).build(),
            plan -> new Draft(plan).version(ContentVersion.of("other")).build(),
            plan -> new Draft(plan).title("other").build(),
            plan -> new Draft(plan).attributes(Map.of("risk", "high")).build(),
            plan -> new Draft(plan).inputs(Map.of("what", text("other"))).build(),
            plan -> new Draft(plan).inputs(Map.of("what", text("it"), "more", text(""))).build(),
            plan -> new Draft(plan).targets("other", Map.of()).build(),
            plan -> new Draft(plan).targets("test", Map.of("url", "x")).build(),
            plan -> new Draft(plan).sayings(new Runbook.Sayings("other", "Not done.")).build(),
            plan -> new Draft(plan).steps(List.of()).build()),
        Draft.STEP_CHANGES.stream()
            .map(
                change ->
                    plan ->
                        new Draft(plan)
                            .steps(List.of(change.apply(plan.steps().getFirst())))
                            .build()));
  }
}
