package dev.deskhand.bot.reply;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Message.Fact;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.bot.plan.Choices;
import dev.deskhand.bot.resolution.RunFiles;
import dev.deskhand.content.InputType;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunEvent.Settlement;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepProgress;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the bot says about runs that are under way, in the voice of {@link Replies}. */
public final class RunReplies {
  private static final int MOST_LINES = 20;

  /** More are written: whoever wants one of so many knows its name. */
  public static final int MOST_OFFERED = 1_000;

  private static final int MOST_REQUESTS = 10;

  private RunReplies() {}

  /** For whoever waits for it. */
  public static Message awaitingApproval(Run run, StepRef step, Decision.ApprovalRule rule) {
    String who =
        rule.count() == 1
            ? "Somebody with the role **" + rule.role() + "** has"
            : rule.count() + " people with the role **" + rule.role() + "** have";
    return Message.text(
        "**"
            + title(run, step)
            + "**: "
            + who
            + " to say yes before it goes on. I have asked; you will hear from me here.");
  }

  /** What an approver sees in the middle of a run: all that is left to be done. */
  public static Message approvalRequest(
      RunId id, Run run, StepRef step, StepProgress.AwaitingApproval asked) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Runbook", run.plan().title()));
    facts.add(new Fact("Run", id.value()));
    facts.add(new Fact("Asked by", run.request().requester().value()));
    facts.add(new Fact("For", run.request().beneficiary().value()));
    run.request().ticket().ifPresent(ticket -> facts.add(new Fact("Ticket", ticket)));
    run.plan().inputs().forEach((name, value) -> facts.add(new Fact(name, value.text())));
    facts.add(new Fact("Left to do", lines(run.remaining())));
    facts.add(new Fact("Until", asked.until().toString()));
    facts.add(new Fact("Digest", asked.digest()));
    return new Message(
        "May this go on? **" + title(run, step) + "**",
        facts,
        List.of(
            new Button("Approve", Button.Style.PRIMARY, ButtonReader.approve(id, step)),
            new Button("Decline", Button.Style.DANGER, ButtonReader.decline(id, step))));
  }

  private static String lines(List<String> all) {
    if (all.isEmpty()) {
      return "nothing that changes anything";
    }
    String shown = String.join("; ", all.subList(0, Math.min(MOST_LINES, all.size())));
    return all.size() > MOST_LINES ? shown + "; and " + (all.size() - MOST_LINES) + " more" : shown;
  }

  /** The heading above what waits for somebody. */
  public static Message waiting(int all, int shown) {
    if (all == 0) {
      return Message.text("**Waiting for you**\nNothing.");
    }
    return Message.text(
        all <= shown
            ? "**Waiting for you**"
            : "**Waiting for you**, %d of %d; the portal shows all".formatted(shown, all));
  }

  /** What a run wants of somebody, with all that they have to know and the buttons for it. */
  public static Message waiting(Waiting waiting) {
    return switch (waiting) {
      case Waiting.Start(StoredRun run) -> Replies.approvalRequest(run.id(), run.run());
      case Waiting.Rest(StoredRun run, StepRef step, var asked) ->
          approvalRequest(run.id(), run.run(), step, asked);
      case Waiting.Values(StoredRun run, StepRef step, var form) ->
          new Message(
              "**" + run.run().plan().title() + "** asks: " + form.getFirst().question(),
              List.of(),
              List.of(Button.plain("Fill in a form", ButtonReader.form(run.id(), step))));
    };
  }

  /** What somebody asked for, the newest first. */
  public static Message requests(List<StoredRun> runs) {
    if (runs.isEmpty()) {
      return Message.text("**My requests**\nYou have asked for nothing yet.");
    }
    return Message.text("**My requests**")
        .showing(
            new Exhibit.Table(
                "",
                List.of("What", "Stands", "Run"),
                runs.stream().limit(MOST_REQUESTS).map(RunReplies::request).toList()));
  }

  private static List<String> request(StoredRun stored) {
    return List.of(stored.run().plan().title(), word(stored), stored.id().value());
  }

  private static String word(StoredRun stored) {
    return RunStanding.of(stored.run()).word().label();
  }

  /** What is left of a question about a step once it is decided. */
  public static Message over(Run run, StepRef step, String how) {
    return Message.text("**" + title(run, step) + "**: " + how);
  }

  /** One question of a form. */
  public static Message question(StoredRun stored, StepRef step, PlannedStep.Field field) {
    List<String> offered = field.offered();
    List<Button> buttons =
        IntStream.range(0, offered.size() > MOST_OFFERED ? 0 : offered.size())
            .mapToObj(
                number ->
                    Button.plain(
                        label(field.type(), offered.get(number)),
                        ButtonReader.field(stored.id(), step, field.name(), number)))
            .collect(Collectors.toCollection(ArrayList::new));
    if (isFirstOfSeveral(stored, step, field)
        || offered.isEmpty()
        || offered.size() > Choices.MANY) {
      buttons.add(Button.plain("Fill in a form", ButtonReader.form(stored.id(), step)));
    }
    String hidden = offered.size() > MOST_OFFERED ? "\nOne of: " + String.join(", ", offered) : "";
    return new Message(
        "**" + stored.run().plan().title() + "** asks: " + field.question() + hidden,
        List.of(),
        buttons);
  }

  private static boolean isFirstOfSeveral(StoredRun stored, StepRef step, PlannedStep.Field field) {
    return stored.run().plan().step(step.step()).content() instanceof PlannedStep.Ask ask
        && ask.form().size() > 1
        && ask.form().getFirst().equals(field);
  }

  /** A value as people say it. */
  public static String label(InputType type, String value) {
    if (type instanceof InputType.Truth) {
      return value.equals("true") ? "Yes" : "No";
    }
    return value;
  }

  /** For whoever gave a value that its field can't take. */
  public static Message unfit(PlannedStep.Field field, String expected) {
    return Message.text("That does not fit: " + expected + ". " + field.question());
  }

  public static Message fieldDropped(RunId run, StepRef step) {
    return Message.text(
        "All right. The run still waits for it; write `answer "
            + run
            + " "
            + step
            + " name=value` when you know, or `cancel "
            + run
            + "` if it is not wanted any more.");
  }

  /** What support is asked where a step failed and its runbook leaves it to a person. */
  public static Message failedStep(StoredRun stored, StepEvidence evidence) {
    RunId id = stored.id();
    Run run = stored.run();
    StepRef step = evidence.step();
    int attempt = evidence.attempt();
    return new Message(
            "This failed: **" + title(run, step) + "** in run `" + id + "`. What now?",
            evidence.facts(stored),
            List.of(
                new Button(
                    "It is done", Button.Style.PRIMARY, settle(id, step, attempt, Settlement.DONE)),
                Button.plain("Try again", settle(id, step, attempt, Settlement.NOT_DONE)),
                new Button(
                    "Give up", Button.Style.DANGER, settle(id, step, attempt, Settlement.GIVE_UP))))
        .showing(evidence.exhibits());
  }

  private static ButtonAction settle(RunId id, StepRef step, int attempt, Settlement settlement) {
    return ButtonReader.settle(id, step, attempt, settlement);
  }

  /** A step and what it acts on, if it acts on anything. */
  static String describe(Run run, StepRef step) {
    return run.plan().step(step.step()).content() instanceof PlannedStep.Act
        ? step + ": " + run.plan().call(step).action() + " on " + run.plan().call(step).target()
        : step.toString();
  }

  /** For the requester, who reads no approver's name. */
  public static Message declinedBecause(String comment) {
    return Message.text("It was declined, with these words: " + comment);
  }

  /** For the requester, who reads no approver's name, and how to ask for the other plan. */
  public static Message changesRequested(Run run, String comment) {
    String inputs =
        run.plan().inputs().entrySet().stream()
            .map(it -> " " + it.getKey() + "=\"" + it.getValue().text() + "\"")
            .collect(Collectors.joining());
    return Message.text(
        "It was asked to be changed: "
            + comment
            + "\nThis one has ended. Ask for another: `run "
            + run.plan().runbook()
            + inputs
            + "`");
  }

  /** For an approver who wants another plan. */
  public static Message whatChanges(Run run) {
    return Message.text(
        "What has to be different about **"
            + run.plan().title()
            + "**? Your next sentence ends it, and whoever asked for it reads it. Write **never"
            + " mind** if it may stay as it is.");
  }

  /** For the requester. */
  public static Message escalated(Role role) {
    return Message.text(
        "Nobody has answered yet, so that I ask people with the role **" + role + "**, too.");
  }

  public static Message pausing() {
    return Message.text("Nothing further is begun until somebody resumes it.");
  }

  public static Message resuming() {
    return Message.text("It goes on.");
  }

  public static Message moot(String why) {
    return Message.text(why);
  }

  /** The runs that somebody may read about. */
  public static Message list(List<StoredRun> runs) {
    if (runs.isEmpty()) {
      return Message.text("There are no runs that you could see.");
    }
    return Message.text("**Runs**")
        .showing(
            new Exhibit.Table(
                "",
                List.of("What", "Stands", "Asked by", "Run"),
                runs.stream().map(RunReplies::row).toList()));
  }

  private static List<String> row(StoredRun stored) {
    return List.of(
        stored.run().plan().title(),
        word(stored),
        stored.run().request().requester().value(),
        stored.id().value());
  }

  /**
   * How one run stands.
   *
   * @param files the texts that are too long to stand here, for whoever may read them
   */
  public static Message shown(StoredRun stored, List<Attachment> files) {
    Run run = stored.run();
    RunStanding standing = RunStanding.of(run);
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Run", stored.id().value()));
    facts.add(new Fact("Stands", standing.word().label()));
    facts.add(new Fact("Progress", RunProgress.words(run)));
    facts.add(new Fact("Asked by", run.request().requester().value()));
    facts.add(new Fact("For", run.request().beneficiary().value()));
    run.plan().inputs().forEach((name, value) -> facts.add(new Fact(name, value.text())));
    standing.awaited().forEach(it -> facts.add(new Fact("Waits for", it.what())));
    facts.add(new Fact("Plan", run.digest()));
    List<Exhibit> exhibits = new ArrayList<>();
    exhibits.add(steps(run));
    if (!standing.reason().isEmpty()) {
      exhibits.add(new Exhibit.Code("Because", standing.reason()));
    }
    int hidden = Math.max(0, files.size() - RunFiles.MOST);
    files.stream().skip(hidden).map(Exhibit.File::new).forEach(exhibits::add);
    String more =
        hidden == 0 ? "" : "\n" + hidden + " earlier long texts are on its page of the portal.";
    return new Message("**" + run.plan().title() + "**" + more, facts, List.of())
        .showing(exhibits.toArray(Exhibit[]::new));
  }

  private static Exhibit steps(Run run) {
    return new Exhibit.Table(
        "Steps",
        List.of("Step", "Stands"),
        RunProgress.lines(run).stream().map(it -> List.of(it.title(), it.state())).toList());
  }

  /**
   * Where a run is, in a message that is updated in place.
   *
   * @param steps when steps were begun, as far as that is known
   */
  public static Message progress(Run run, Duration since, Map<StepId, Instant> steps) {
    String where = RunProgress.words(run).lines().findFirst().orElse("");
    return Message.text(
        "**" + run.plan().title() + "** (" + length(since) + "): " + where + list(run, steps));
  }

  /** The steps that are under way now. */
  public static Set<StepId> going(Run run) {
    return RunProgress.going(run);
  }

  private static String list(Run run, Map<StepId, Instant> since) {
    return "\n" + String.join("\n", RunProgress.list(run, since));
  }

  /** What became of a run, in place of how far it had come. */
  public static Message over(Run run, Duration took) {
    RunStanding standing = RunStanding.of(run);
    return Message.text(
        "**"
            + run.plan().title()
            + "**: "
            + standing.word().label().replace('-', ' ')
            + " after "
            + length(took)
            + ", "
            + RunProgress.words(run)
            + list(run, Map.of()));
  }

  /** Such as {@code 3 s}, {@code 2 min 5 s} or {@code 1 h 4 min}. */
  static String length(Duration duration) {
    if (duration.toMinutes() == 0) {
      return duration.toSeconds() + " s";
    }
    return duration.toHours() == 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : duration.toHours() + " h " + duration.toMinutesPart() + " min";
  }

  private static String title(Run run, StepRef step) {
    return run.plan().step(step.step()).title();
  }
}
