package dev.deskhand.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with policies is told with its place, all at once. */
final class PolicyReaderTest {
  private static final String HEAD = "@id(\"a\") @reason(\"Because.\") ";
  private static final String SCOPE =
      "permit (principal, action == Action::\"start\", resource is Runbook);";

  @Test
  void a_sound_policy_is_taken() {
    Problems problems = new Problems();

    var read =
        PolicyReader.read(
            Company.schema(),
            List.of(new PolicyFile("a.cedar", HEAD + "@authority(\"automatic\") " + SCOPE)),
            problems);

    assertThat(problems.all()).isEmpty();
    assertThat(read.orElseThrow().ids()).containsExactly("a");
  }

  @Test
  void whose_yes_or_hand_is_asked_for_has_to_be_somebody() {
    PolicyFile file =
        new PolicyFile(
            "a.cedar",
            """
            @id("one") @reason("Because.") @authority("approval") @approvals("1") @valid("4h")
            @approver("aprover") @escalate("sre") @after("1h")
            permit (principal in Role::"staff", action == Action::"start", resource is Runbook);
            @id("two") @reason("Because.") @authority("human-only") @role("staf")
            permit (principal, action == Action::"start", resource is Runbook);
            """);
    Problems problems = new Problems();

    assertThat(
            PolicyReader.read(
                Company.schema(),
                List.of(file),
                Optional.of(Set.of(new Role("approver"), new Role("sre"))),
                problems))
        .isEmpty();

    assertThat(problems.all())
        .extracting(Problem::toString)
        .containsExactly(
            "a.cedar:2:1: nobody can have the role 'aprover': did you mean 'approver'?",
            "a.cedar:4:57: nobody can have the role 'staf': did you mean 'staff'?");
    assertThat(PolicyReader.read(Company.schema(), List.of(file), new Problems())).isPresent();
  }

  @Test
  void every_problem_of_every_file_is_told_at_once() {
    List<String> problems =
        problems(
            new PolicyFile(
                "a.cedar",
                """
                // A comment; with a semicolon, and a "quote.
                @id("one")
                @authority("automatic")
                permit (principal, action == Action::"start", resource is Runbook);

                @reason("Text; with // a \\" mark.")
                permit (principal, action == Action::"start", resource is Runbook);
                """),
            new PolicyFile(
                "b.cedar",
                """
                @id("one")
                @reason("Twice.")
                @authority("maybe")
                permit (principal, action == Action::"start", resource is Runbook);
                permit (principal, action, resourc);
                @id("unfinished") forbid (principal, action
                """));

    assertThat(problems)
        .containsExactly(
            "a.cedar:2:1: policy 'one' has no @reason: write @reason(\"…\")",
            "a.cedar:6:1: this policy has no @id: write @id(\"…\")",
            "a.cedar:6:1: this policy has no @authority: write @authority(\"…\")",
            "b.cedar:1:1: policy 'one' stands here twice; first at a.cedar:2:1",
            "b.cedar:3:1: @authority(\"maybe\") is unknown: known are: approval, automatic,"
                + " human-only",
            "b.cedar:5:28: not a Cedar policy: found an invalid variable in the policy scope:"
                + " resourc",
            "b.cedar:6:1: not a Cedar policy: unexpected end of input");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @authority("approval") @approvals("1") @valid("PT4H") | has no @approver
          @authority("approval") @approver("sre") @valid("PT4H") | has no @approvals
          @authority("approval") @approver("sre") @approvals("1") | has no @valid
          @authority("approval") @approver("sre") @approvals("0") @valid("PT4H") | expected a number
          @authority("approval") @approver("sre") @approvals("-1") @valid("PT4H") | expected a number
          @authority("approval") @approver("sre") @approvals("1") @valid("soon") | length of time
          @authority("approval") @approver("sre") @approvals("1") @valid("PT0S") | length of time
          @authority("approval") @approver("sre") @approvals("1") @valid("-PT4H") | length of time
          @authority("approval") @approver("sre") @approvals("1") @valid("P999D") | length of time
          @authority("human-only") | has no @role
          @authority("automatic") @approver("sre") | means nothing with
          @authority("human-only") @role("sre") @valid("PT4H") | means nothing with
          @authority("Automatic") | did you mean 'automatic'?
          @authority("") | has no @authority
          @authority("automatic") @resaon("x") | did you mean 'reason'?
          """)
  void annotations_that_make_no_sense_are_problems(String annotations, String expected) {
    List<String> problems = problems(new PolicyFile("a.cedar", HEAD + annotations + " " + SCOPE));

    assertThat(problems).singleElement().asString().contains(expected);
  }

  @Test
  void a_policy_that_forbids_names_no_authority() {
    List<String> problems =
        problems(
            new PolicyFile(
                "a.cedar",
                HEAD + "@authority(\"automatic\")\nforbid (principal, action, resource);"));

    assertThat(problems)
        .containsExactly(
            "a.cedar:1:30: @authority means nothing with a policy that forbids: remove it");
  }

  @Test
  void what_the_schema_does_not_know_is_a_problem_at_its_place() {
    List<String> problems =
        problems(
            new PolicyFile(
                "a.cedar",
                """
                @id("é-first") @reason("é")
                forbid (principal, action, resource)
                when { context.forSelff };

                @id("optional") @reason("Because.")
                forbid (principal, action, resource)
                when { context.channel == "slack" };
                """));

    assertThat(problems)
        .containsExactly(
            "a.cedar:3:8: policy 'é-first': attribute `forSelff` in context not found; did you mean"
                + " `forSelf`?",
            "a.cedar:7:8: policy 'optional': unable to guarantee safety of access to optional"
                + " attribute `channel` in context; try testing for the attribute's presence with"
                + " `context has channel && ..`");
  }

  @Test
  void a_policy_that_can_never_hold_is_a_problem() {
    List<String> problems =
        problems(
            new PolicyFile(
                "a.cedar",
                "@id(\"never\") @reason(\"Because.\")\n"
                    + "forbid (principal, action == Action::\"freeze\", resource is Runbook);"));

    assertThat(problems).isNotEmpty().allMatch(problem -> problem.startsWith("a.cedar:1:1"));
  }

  @Test
  void a_template_is_no_policy() {
    List<String> problems =
        problems(
            new PolicyFile(
                "a.cedar",
                HEAD
                    + "@authority(\"automatic\") permit (principal == ?principal, action,"
                    + " resource);"));

    assertThat(problems).singleElement().asString().contains("?principal");
  }

  @Test
  void a_broken_schema_is_a_problem_and_the_policies_are_still_read() {
    Problems problems = new Problems();

    var read =
        PolicyReader.read(
            new PolicyFile("s.cedarschema", "entity Person;\nentity Runbook in [Nowhere"),
            List.of(new PolicyFile("a.cedar", "permit (principal, action, resourc);")),
            problems);

    assertThat(read).isEmpty();
    assertThat(problems.all().stream().map(Problem::toString))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("a.cedar:1:28: not a Cedar policy"),
            second -> assertThat(second).startsWith("s.cedarschema:1:1: not a Cedar schema"));
  }

  @Test
  void an_empty_file_holds_no_policy() {
    assertThat(problems(new PolicyFile("a.cedar", " \n// nothing\n"))).isEmpty();
  }

  private static List<String> problems(PolicyFile... files) {
    Problems problems = new Problems();
    PolicyReader.read(Company.schema(), List.of(files), problems);
    return Stream.of(problems).flatMap(all -> all.all().stream()).map(Problem::toString).toList();
  }
}
