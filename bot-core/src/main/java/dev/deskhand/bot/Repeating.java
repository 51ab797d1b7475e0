package dev.deskhand.bot;

import dev.deskhand.bot.conversation.Conversation.LastRun;
import dev.deskhand.bot.conversation.ConversationEvent.Assent;
import dev.deskhand.bot.conversation.ConversationEvent.ConfirmationAsked;
import dev.deskhand.bot.name.NameMatcher;
import dev.deskhand.bot.name.NameMatcher.Match;
import dev.deskhand.bot.name.Names;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.content.InputType;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What "the same for somebody else" comes to: the runbook that this person was shown or began last
 * in this conversation, with one value exchanged. It begins as any sentence does, after a look at
 * the policies and a confirmation. Has no effects. Thread-safe.
 */
final class Repeating {
  private final RunShelf shelf;
  private final Visible visible;
  private final Names names;

  Repeating(RunShelf shelf, Visible visible, Names names) {
    this.shelf = shelf;
    this.visible = visible;
    this.names = names;
  }

  private record Before(RunbookId runbook, Map<String, String> values, Optional<OfferName> offer) {}

  /**
   * What it comes to. Where nothing of it is known any more, or where it could be exchanged is not
   * clear, that is said; but what could be a no is one.
   */
  Plan plan(Enactor.Case at, Plan.Again again) {
    return same(at, again)
        .<Plan>map(it -> it)
        .orElseGet(
            () ->
                again.way() == Plan.Again.Way.INSTEAD
                    ? new Plan.Drop()
                    : new Plan.Decline(Replies.whatAgain(), "the same of what is not clear"));
  }

  private Optional<Plan.StartRunbook> same(Enactor.Case at, Plan.Again again) {
    return before(at)
        .flatMap(
            before ->
                visible
                    .runbook(at.principal(), before.runbook(), before.offer())
                    .flatMap(runbook -> exchanged(runbook, before, again)));
  }

  private Optional<Plan.StartRunbook> exchanged(Runbook runbook, Before before, Plan.Again again) {
    return input(runbook, before.values(), again)
        .map(
            input -> {
              Map<String, String> values = new TreeMap<>(before.values());
              values.put(input.name(), again.other());
              return new Plan.StartRunbook(
                  runbook.id(),
                  values,
                  again.request(),
                  before.offer(),
                  Assent.INFERRED,
                  Optional.empty());
            });
  }

  private Optional<Before> before(Enactor.Case at) {
    var person = at.principal().id();
    var conversation = at.conversation().conversation();
    Optional<ConfirmationAsked> shown = conversation.confirmationOf(person);
    return shown.isPresent()
        ? shown.map(it -> new Before(it.runbook(), it.given(), it.offer()))
        : conversation
            .lastRunOf(person)
            .map(LastRun::run)
            .flatMap(run -> shelf.find(at.principal(), run))
            .map(stored -> before(stored.run()));
  }

  private static Before before(Run run) {
    Map<String, String> values = new TreeMap<>();
    run.plan().inputs().forEach((name, value) -> values.put(name, value.text()));
    return new Before(
        run.plan().runbook(),
        values,
        Optional.ofNullable(run.request().circumstances().get(Offers.CIRCUMSTANCE))
            .map(OfferName::new));
  }

  /** Which input is meant: the one that knows the name, else the only one that can take one. */
  private Optional<InputDeclaration> input(
      Runbook runbook, Map<String, String> values, Plan.Again again) {
    String other = again.other();
    List<InputDeclaration> open =
        runbook.inputs().stream()
            .filter(input -> !(input.presence() instanceof Presence.Locked))
            .filter(input -> takesNames(input.type()))
            .filter(input -> input.type().read(other) instanceof InputType.Reading.Value)
            .toList();
    return only(open, input -> NameMatcher.match(other, names.of(input)) instanceof Match.Known)
        .or(() -> only(open, it -> NameMatcher.match(other, names.of(it)) instanceof Match.Near))
        .or(
            () ->
                again.way() == Plan.Again.Way.SAME
                    ? only(open, input -> values.containsKey(input.name()))
                    : Optional.empty());
  }

  private static Optional<InputDeclaration> only(
      List<InputDeclaration> inputs, Predicate<InputDeclaration> fits) {
    List<InputDeclaration> fitting = inputs.stream().filter(fits).limit(2).toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private static boolean takesNames(InputType type) {
    return switch (type) {
      case InputType.PersonInput _,
          InputType.Host _,
          InputType.Text _,
          InputType.Choice _,
          InputType.TicketInput _ ->
          true;
      case InputType.Whole _,
          InputType.Truth _,
          InputType.Span _,
          InputType.Day _,
          InputType.SecretReference _,
          InputType.ListOf _ ->
          false;
    };
  }
}
