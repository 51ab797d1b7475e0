package dev.deskhand.bot.reply;

import dev.deskhand.bot.conversation.ConversationEvent.ChoiceOffered;
import dev.deskhand.bot.conversation.ConversationEvent.InputAsked;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.limit.RequestMeter;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Message.Fact;
import dev.deskhand.bot.name.Doubt;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunEvent.Settlement;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunPlan;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Everything that the bot says by itself, in one place and one voice. */
public final class Replies {

  private Replies() {}

  /** How to talk to the bot, and what this person may see. */
  public static Message help(List<Runbook> runbooks) {
    String offered =
        runbooks.isEmpty()
            ? ""
            : "\nFor you there are: "
                + runbooks.stream()
                    .map(it -> "`" + it.id() + "` " + it.title())
                    .collect(Collectors.joining(", "))
                + ".";
    return Message.text(
        "Tell me what is wrong, in your own words: for instance `VPN says authentication failed`.\n"
            + "I ask a few questions, look things up, and fix what I am allowed to fix.\n"
            + "**run NAME key=value** starts a runbook, **runs** lists what goes on, **my** what"
            + " you have asked for, **status RUN** tells how one stands.\n"
            + "**cancel RUN**, **pause RUN**, **resume RUN** stop it and let it go on; **approve"
            + " RUN** and **decline RUN why** decide, **request-changes RUN what** asks for another"
            + " plan; **answer RUN STEP name=value** gives what it asks for; **resolve RUN STEP"
            + " done|not-done|give-up** says what became of a step.\n"
            + "**freeze SCOPE why** stops effects, **unfreeze SCOPE why** lets them go on,"
            + " **frozen** tells what is stopped.\n"
            + "**catalogue words** shows what you can choose from, **pin-offer NAME** a button of"
            + " it to everybody here.\n"
            + "**link** makes another account yours, too, **accounts** lists yours, **unlink"
            + " ACCOUNT** ends that.\n"
            + "In the middle of my questions, **back** goes to the one before, **start over**"
            + " begins anew, **a person** calls a colleague, **never mind** drops it, **continue**"
            + " goes on here with what you began elsewhere.\n"
            + "**open-ticket words** opens a ticket, **take TICKET words** works on a ticket,"
            + " **help** shows this. After a mention of me all of them work, too."
            + offered);
  }

  public static Message malformed(String advice) {
    return Message.text("I could not read that command. " + advice);
  }

  public static Message notUnderstood(Principal reader) {
    return Message.text(Phrase.NOT_UNDERSTOOD.in(reader.language()));
  }

  /**
   * For a sentence that begins as a command does.
   *
   * @param advice how the command is written
   */
  public static Message notUnderstood(Principal reader, String advice) {
    return Message.text(
        Phrase.NOT_UNDERSTOOD.in(reader.language())
            + "\n"
            + Phrase.MEANT_AS_COMMAND.in(reader.language())
            + " "
            + advice);
  }

  public static Message staleButton(Principal reader) {
    return Message.text(Phrase.STALE_BUTTON.in(reader.language()));
  }

  /** For files that nothing asks for. */
  public static Message fileNotAsked(Principal reader) {
    return Message.text(Phrase.FILE_NOT_ASKED.in(reader.language()));
  }

  public static Message whatAgain() {
    return Message.text("I am not sure what should be the same. Please say all of it once more.");
  }

  public static Message staleConfirmation() {
    return Message.text(
        "That is for the one who asked, and for them only once. Tell me what you need, and we go"
            + " on.");
  }

  public static Message lateConfirmation() {
    return Message.text(
        "That was a while ago, so I did not begin it. Say it again if you still want it.");
  }

  /** What somebody's sentence was understood as, before anything is begun. */
  public static Message confirmation(RunPlan plan, String id) {
    List<Fact> facts = new ArrayList<>();
    plan.inputs().forEach((name, value) -> facts.add(new Fact(name, value.text())));
    facts.add(new Fact("Changes", String.join("; ", plan.impact())));
    return new Message(
        "I understood: **" + plan.title() + "**. Shall I begin?",
        facts,
        List.of(
            new Button("Yes, begin", Button.Style.PRIMARY, ButtonReader.confirm(id)),
            Button.plain("No", ButtonReader.refuse(id))));
  }

  public static Message confirmed(String title) {
    return Message.text("**" + title + "**: you said yes.");
  }

  public static Message notConfirmed(String title) {
    return Message.text("**" + title + "**: not begun.");
  }

  public static Message tooMuch(RequestMeter.Taken.Beyond beyond) {
    return Message.text(
        "That is more than I work at once ("
            + beyond.rate()
            + "), so that the others get their share. I have noted, but not done, what you sent"
            + " last, and so it is with what you send before "
            + beyond.until()
            + ". Say it again then. **freeze** works at any time.");
  }

  public static Message refused(Decision decision) {
    String sentence = decision.reasons().sentence();
    return switch (decision) {
      case Decision.HumanOnly human ->
          Message.text(
              "This is done by a person, not by me: somebody with the role **"
                  + human.role()
                  + "**. "
                  + sentence);
      case Decision.Deny _, Decision.NeedsApproval _, Decision.Allow _ ->
          Message.text("I may not do that. " + sentence);
    };
  }

  public static Message whichOf(Principal reader, ChoiceOffered offered) {
    return new Message(
        Phrase.WHICH_OF.in(reader.language()),
        List.of(),
        offered.candidates().stream()
            .map(it -> Button.plain(it.title(), ButtonReader.choose(offered.mark(), it.id())))
            .toList());
  }

  public static Message answered(Principal reader, String question, String label) {
    return new Message(
        question, List.of(new Fact(Phrase.YOUR_ANSWER.in(reader.language()), label)), List.of());
  }

  public static Message notYours(Principal reader) {
    return Message.text(Phrase.NOT_YOURS.in(reader.language()));
  }

  public static Message alreadyAnswered(Principal reader) {
    return Message.text(Phrase.ANSWERED_ALREADY.in(reader.language()));
  }

  public static Message dropped(Principal reader) {
    return Message.text(Phrase.DROPPED.in(reader.language()));
  }

  public static Message noSuchRunbook(String advice) {
    return Message.text("There is no such runbook; " + advice);
  }

  public static Message noSuchRun() {
    return Message.text("There is no such run, or it has ended already.");
  }

  public static Message unfit(List<String> reasons) {
    return Message.text("That does not fit yet:\n" + String.join("\n", reasons));
  }

  /** For whoever asked for this very runbook. */
  public static Message working(String title) {
    return Message.text("Working on it: **" + title + "** …");
  }

  /**
   * For whoever is being guided: what is done would tell the state of their account.
   *
   * @param language that they read
   */
  public static Message guided(String language) {
    return Message.text(Phrase.WORKING.in(language));
  }

  public static Message awaitingApproval(Decision.ApprovalRule rule) {
    String who =
        rule.count() == 1
            ? "Somebody with the role **" + rule.role() + "** has to say yes first."
            : rule.count() + " people with the role **" + rule.role() + "** have to say yes first.";
    return Message.text(who + " I have asked; you will hear from me here.");
  }

  /** What an approver sees: exactly what will run. */
  public static Message approvalRequest(RunId id, Run run) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Asked by", run.request().requester().value()));
    facts.add(new Fact("For", run.request().beneficiary().value()));
    run.request().ticket().ifPresent(ticket -> facts.add(new Fact("Ticket", ticket)));
    run.plan().inputs().forEach((name, value) -> facts.add(new Fact(name, value.text())));
    facts.add(new Fact("Changes", String.join("; ", run.plan().impact())));
    List<String> undo = run.plan().rollbackPlan();
    facts.add(new Fact("Undo", undo.isEmpty() ? "nothing to undo" : String.join("; ", undo)));
    facts.add(new Fact("Plan", run.digest()));
    return new Message(
        "May this run? **" + run.plan().title() + "**",
        facts,
        List.of(
            new Button("Approve", Button.Style.PRIMARY, ButtonReader.approve(id)),
            new Button("Ask for another plan", Button.Style.PLAIN, ButtonReader.changes(id)),
            new Button("Decline", Button.Style.DANGER, ButtonReader.decline(id))));
  }

  public static Message approvalOver(Run run, String how) {
    return new Message(
        "**" + run.plan().title() + "**: " + how,
        List.of(new Fact("Asked by", run.request().requester().value())),
        List.of());
  }

  public static Message approvalNoted() {
    return Message.text("Thank you, noted.");
  }

  public static Message colleagueLooks() {
    return Message.text(
        "I can't tell whether one step worked. A colleague looks at it; you will hear from us.");
  }

  /** What a person is asked who has to know what nobody else can. */
  public static Message unknownEffect(StoredRun stored, StepEvidence evidence) {
    RunId id = stored.id();
    Run run = stored.run();
    StepRef step = evidence.step();
    int attempt = evidence.attempt();
    return new Message(
            "Did this happen? **" + run.plan().step(step.step()).title() + "** in run `" + id + "`",
            evidence.facts(stored),
            List.of(
                new Button(
                    "It was done",
                    Button.Style.PRIMARY,
                    ButtonReader.settle(id, step, attempt, Settlement.DONE)),
                Button.plain(
                    "It was not done", ButtonReader.settle(id, step, attempt, Settlement.NOT_DONE)),
                new Button(
                    "Give up",
                    Button.Style.DANGER,
                    ButtonReader.settle(id, step, attempt, Settlement.GIVE_UP))))
        .showing(evidence.exhibits());
  }

  public static Message settled(Run run, StepRef step, String how) {
    return Message.text("**" + run.plan().step(step.step()).title() + "**: " + how);
  }

  /** What an input is asked by, with a button for each value that is offered. */
  public static Message question(InputDeclaration input, InputAsked asked) {
    List<String> values = asked.offered();
    return new Message(
        input.question(),
        List.of(),
        IntStream.range(0, values.size())
            .mapToObj(
                number ->
                    Button.plain(
                        RunReplies.label(input.type(), values.get(number)),
                        ButtonReader.value(asked, number)))
            .toList());
  }

  /** A question, where all that is missing can be said in a form. */
  public static Message withForm(Message question, int missing, ButtonAction form) {
    List<Button> buttons = new ArrayList<>(question.buttons());
    buttons.add(
        Button.plain(
            missing == 1 ? "Choose from a list" : "Fill in a form (" + missing + " answers)",
            form));
    return new Message(question.text(), question.facts(), buttons);
  }

  /** Which of several an input's value means, with a button for each. */
  public static Message whichName(Doubt doubt, InputAsked asked) {
    List<String> values = doubt.values();
    return new Message(
        doubt
                .said()
                .map(said -> "Did you mean one of these by `" + said + "`?")
                .orElse("Which one?")
            + " "
            + doubt.input().question(),
        List.of(),
        IntStream.range(0, values.size())
            .mapToObj(
                number ->
                    Button.plain(
                        number < doubt.names().size()
                            ? doubt.names().get(number).label()
                            : values.get(number) + ", as I wrote it",
                        ButtonReader.value(asked, number)))
            .toList());
  }

  public static Message aboutTicket(Principal reader, TicketRef ticket) {
    return Message.text(Phrase.ABOUT_TICKET.in(reader.language(), ticket));
  }

  /**
   * For the desk's people, on a ticket whose sender nobody has verified.
   *
   * @param given values for it
   */
  public static String suggestion(TicketRef ticket, Intent intent, Map<String, String> given) {
    return "Deskhand reads this as: "
        + intent.title()
        + ". The sender is not known for certain, so nothing was begun. To work on it, write to"
        + " Deskhand: /desk "
        + take(ticket, intent, given);
  }

  /** For words behind {@code take TICKET} that are like those of a runbook. */
  public static Message takeByName(TicketRef ticket, Intent intent) {
    return Message.text(
        "**"
            + intent.title()
            + "** is begun for a ticket by its name alone: write `"
            + take(ticket, intent, Map.of())
            + " name=value …`. Nothing was begun.");
  }

  /** For words behind {@code take TICKET} that are like nothing. */
  public static Message notTaken(Principal reader, TicketRef ticket) {
    return notUnderstood(
        reader,
        "Behind `take "
            + ticket
            + "` write what it is about, such as `VPN fails`, or `run NAME name=value …`.");
  }

  private static String take(TicketRef ticket, Intent intent, Map<String, String> given) {
    String what =
        switch (intent.kind()) {
          case TREE -> " walk ";
          case RUNBOOK -> " run ";
        };
    return "take " + ticket + what + intent.id() + Said.pairs(given);
  }

  /** For the desk's people, when a walk ended with somebody who still needs help. */
  public static Message needsPerson(String name, String story) {
    return Message.text("**" + name + "** needs a person.").showing(new Exhibit.Code("", story));
  }

  public static Message cancelling() {
    return Message.text(
        "It ends at its next step; what was done is taken back where that is possible.");
  }

  public static Message somethingBroke() {
    return Message.text(
        "Something went wrong on our side and your message could not be worked on. It is kept;"
            + " please tell your support desk.");
  }
}
