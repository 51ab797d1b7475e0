package dev.deskhand.runbooks.yaml;

import dev.deskhand.content.Expression;
import dev.deskhand.content.Lengths;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.content.Times;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.permissions.Decision.ApprovalRule;
import dev.deskhand.permissions.Decision.Escalation;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.Work;
import dev.deskhand.runbooks.action.StepAction.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the steps that order other steps, or wait for people or for time. */
final class ControlReader {
  private static final Duration WITHIN = Duration.ofHours(4);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int MOST_APPROVALS = 20;

  private final StepReader steps;
  private final Map<String, Signature> actions;
  private final Problems problems;
  private final References references;

  ControlReader(StepReader steps, Map<String, Signature> actions, Problems problems) {
    this.steps = steps;
    this.actions = actions;
    this.problems = problems;
    this.references = steps.references();
  }

  Optional<Work> read(Kind kind, String id, YamlMapping written) {
    if (kind != Kind.ASK) {
      references.define(id, Optional.of(Set.of()));
    }
    return switch (kind) {
      case ACTION -> throw new IllegalArgumentException("an action orders nothing");
      case STEPS -> Optional.of(new Work.Group(steps.readAll(written.list("steps"))));
      case PARALLEL -> Optional.of(parallel(written));
      case FOR_EACH -> Optional.of(new RepetitionReader(steps, problems).read(written));
      case APPROVAL -> Optional.of(approval(written.mapping("approval", problems)));
      case ASK -> Optional.of(ask(id, written.mapping("ask", problems)));
      case WAIT -> moment(written.mapping("wait", problems)).map(Work.Wait::new);
      case VERIFY -> verify(written);
      case RUNBOOK -> child(written);
      case FINISH -> finish(written);
    };
  }

  /** What runs beside a step can't look it up: none of them stands before. */
  private Work parallel(YamlMapping written) {
    List<YamlNode> branches = written.list("parallel");
    List<Step> all = new ArrayList<>();
    List<References> seen = new ArrayList<>();
    for (YamlNode branch : branches) {
      References inner = references.inner(Set.of());
      seen.add(inner);
      all.addAll(steps.within(inner).readAll(List.of(branch)));
    }
    seen.forEach(references::adopt);
    int most = Math.clamp(branches.size(), 1, Work.Limits.MOST_TOGETHER);
    return new Work.Parallel(
        all,
        RepetitionReader.limits(
            written, most, RepetitionReader.tolerance(written, problems), problems));
  }

  private Work approval(YamlMapping written) {
    written.allowOnly(problems, "role", "count", "within", "escalate", "after");
    written.require("role", problems);
    Duration within = within(written);
    return new Work.Approval(
        new ApprovalRule(
            role(written, "role").orElse(new Role("unknown")),
            count(written),
            within,
            escalation(written, within)));
  }

  private int count(YamlMapping written) {
    int count = written.integer("count", problems).orElse(1);
    if (count < 1 || count > MOST_APPROVALS) {
      problems.add(
          written.placeOf("count"),
          "'count': expected 1 to " + MOST_APPROVALS + ", found " + count);
      return 1;
    }
    return count;
  }

  private Optional<Escalation> escalation(YamlMapping written, Duration within) {
    Optional<Role> role = role(written, "escalate");
    Optional<Duration> after = written.duration("after", problems);
    if (role.isPresent() != after.isPresent()) {
      problems.add(written.at(), "'escalate' and 'after' go together: escalate: ROLE, after: 1h");
    }
    if (after.filter(it -> it.isZero() || it.compareTo(within) >= 0).isPresent()) {
      problems.add(
          written.placeOf("after"), "'after': expected more than nothing, and less than 'within'");
    }
    return role.flatMap(it -> after.map(wait -> new Escalation(it, wait)));
  }

  private Duration within(YamlMapping written) {
    Duration within = written.duration("within", problems).orElse(WITHIN);
    if (within.isZero() || within.compareTo(LONGEST) > 0) {
      problems.add(
          written.placeOf("within"),
          "'within': expected more than nothing, at most 30d, found " + Lengths.text(within));
    }
    return within;
  }

  private Work ask(String id, YamlMapping written) {
    written.allowOnly(problems, "of", "within", "form");
    List<InputDeclaration> form = new ArrayList<>();
    YamlMapping fields = written.mapping("form", problems);
    fields
        .values()
        .forEach(
            (name, node) ->
                form.add(
                    new InputReader(problems)
                        .read(name, fields.keys().getOrDefault(name, fields.at()), node)));
    form.stream()
        .filter(it -> it.presence() instanceof Presence.Locked)
        .forEach(
            it ->
                problems.add(
                    fields.keys().getOrDefault(it.name(), fields.at()),
                    "'"
                        + it.name()
                        + "': nobody is asked for what is locked: write a default:, or an input of"
                        + " the runbook"));
    if (form.isEmpty()) {
      problems.add(written.at(), "'form' is empty: write form: { name: { type: …, question: … } }");
    }
    references.define(
        id, Optional.of(form.stream().map(InputDeclaration::name).collect(Collectors.toSet())));
    return new Work.Ask(form, role(written, "of"), within(written));
  }

  private Optional<Role> role(YamlMapping written, String key) {
    Optional<Role> role =
        written.optionalText(key, problems).filter(it -> !it.isBlank()).map(Role::new);
    role.ifPresent(it -> references.checkRole(it, written.placeOf(key)));
    return role;
  }

  private Optional<Work.Moment> moment(YamlMapping written) {
    written.allowOnly(problems, "for", "until", "window");
    List<Work.Moment> moments = new ArrayList<>();
    length(written).ifPresent(moments::add);
    written
        .optionalText("until", problems)
        .map(text -> Template.parse(text, written.placeOf("until"), problems))
        .ifPresent(
            time -> {
              references.checkArgument(time, written.placeOf("until"));
              checkTime(time, written.placeOf("until"));
              moments.add(new Work.Moment.At(time));
            });
    written
        .optionalText("window", problems)
        .ifPresent(
            calendar -> {
              references.checkCalendar(calendar, written.placeOf("window"));
              moments.add(new Work.Moment.Window(calendar));
            });
    if (written.keys().size() != 1) {
      problems.add(written.at(), "'wait': write one of for: 5m, until: a time, window: a calendar");
    }
    return moments.stream().findFirst();
  }

  private void checkTime(Template time, SourcePosition at) {
    if (time.paths().isEmpty() && Times.time(time.source()).isEmpty()) {
      problems.add(at, "'until': '" + time + "' is no time such as " + Times.EXAMPLE);
    }
  }

  /** Written there, or an input's, which is known before the run begins. */
  private Optional<Work.Moment> length(YamlMapping written) {
    String text = written.optionalText("for", problems).orElse("");
    if (!text.contains("{{")) {
      return written.duration("for", problems).map(Work.Moment.After::new);
    }
    Template length = Template.parse(text, written.placeOf("for"), problems);
    references.checkKnown(length, "the length of a wait", written.placeOf("for"));
    return Optional.of(new Work.Moment.Given(length));
  }

  private Optional<Work> verify(YamlMapping written) {
    YamlMapping reading = written.mapping("verify", problems);
    reading.allowOnly(problems, "action", "target", "with", "retry", "timeout", "expect");
    ActReader reader = new ActReader(actions, references, problems);
    Optional<Work.Act> read = reader.readOnly(reading);
    Optional<Set<String>> state = reader.outputs(reading);
    List<Step> between = steps.readAll(written.list("steps"));
    String expect = reading.text("expect", problems);
    Optional<Expression> expected =
        expect.isBlank()
            ? Optional.empty()
            : references.condition(
                expect, reading.placeOf("expect"), Map.of("before", state, "after", state));
    return read.flatMap(act -> expected.map(it -> new Work.Verify(act, between, it)));
  }

  private Optional<Work> child(YamlMapping written) {
    String name = written.text("runbook", problems);
    Map<String, Work.Child.Given> with = new LinkedHashMap<>();
    written
        .mapping("with", problems)
        .values()
        .forEach(
            (input, node) -> {
              Template template =
                  Template.parse(node.asText("'" + input + "'", problems), node.at(), problems);
              references.checkKnown(template, "an input of another runbook", node.at());
              with.put(input, new Work.Child.Given(template, node.at()));
            });
    if (!RunbookId.FORM.matcher(name).matches()) {
      problems.add(written.placeOf("runbook"), "'runbook': expected a name like unlock-account");
      return Optional.empty();
    }
    return Optional.of(new Work.Child(new RunbookId(name), with, written.placeOf("runbook")));
  }

  private Optional<Work> finish(YamlMapping written) {
    String because = written.plainText("because", problems);
    return written
        .choice("finish", Work.Ending.class, problems)
        .map(ending -> new Work.Finish(ending, because));
  }
}
