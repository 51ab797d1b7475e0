package dev.deskhand.bot;

import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.reply.TriggerReplies;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.StreamState;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.trees.Asker;
import dev.deskhand.trees.Conclusion;
import dev.deskhand.trees.Finding;
import dev.deskhand.trees.Setting;
import dev.deskhand.trees.Standing;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkOutcome;
import dev.deskhand.trees.WalkStore;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Begins walks through trees, as far as the policies allow, and ends them. Thread-safe. */
final class WalkStarter {
  private final WalkStore walks;
  private final Library library;
  private final Gate gate;
  private final Posts posts;

  WalkStarter(WalkStore walks, Library library, Gate gate, Posts posts) {
    this.walks = walks;
    this.library = library;
    this.gate = gate;
    this.posts = posts;
  }

  /** Begins one; returns the outcome of its request in a few words. */
  String start(Enactor.Case at, Plan.WalkTree plan, List<ConversationEvent> events) {
    Optional<Tree> tree = library.tree(plan.tree());
    if (tree.isEmpty()) {
      say(at, Replies.staleButton(at.principal()));
      return "no tree " + plan.tree();
    }
    Optional<String> ticket = plan.ticket().map(Object::toString);
    Decision decision =
        gate.mayWalk(
            at.append(), plan.starter(), tree.get(), plan.starter().id(), at.circumstances(ticket));
    if (!(decision instanceof Decision.Allow)) {
      return refuse(at, decision);
    }
    Optional<Decision> refusal = refusalToTake(at, plan, ticket);
    if (refusal.isPresent()) {
      return refuse(at, refusal.get());
    }
    WalkId id = walkOf(at.row());
    walks.begin(
        at.append(),
        new WalkEvent.WalkStarted(
            id,
            plan.tree(),
            tree.get().version(),
            Asker.of(plan.asker().id().value(), plan.asker().name()),
            plan.asker().id().value(),
            ticket,
            plan.where().stream().toString(),
            setting(at, plan)));
    events.add(
        new ConversationEvent.WalkBegun(id, plan.asker().id(), plan.ticket(), plan.request()));
    if (at.inbound() instanceof Inbound.TicketEvent event) {
      posts.say(
          at.append(),
          at.key(),
          plan.where(),
          Replies.aboutTicket(plan.asker(), event.ticket().ref()));
    }
    return begun(id);
  }

  /** What conditions of the tree may ask about. */
  private static Setting setting(Enactor.Case at, Plan.WalkTree plan) {
    Map<String, String> fields = new HashMap<>();
    if (at.inbound() instanceof Inbound.TicketEvent event) {
      event
          .details()
          .custom()
          .orElse(Map.of())
          .forEach((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), value.value()));
      event
          .details()
          .fields()
          .forEach((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), value));
      fields.put("subject", event.ticket().subject().value());
      fields.put("description", event.ticket().description().value());
      fields.put("status", event.ticket().status().name().toLowerCase(Locale.ROOT));
    }
    return new Setting(
        plan.asker().language(),
        plan.asker().roles().stream().map(Role::value).sorted().toList(),
        plan.asker().attributes(),
        fields);
  }

  /** Why somebody may not work on the ticket that they name; a ticket's own event names itself. */
  private Optional<Decision> refusalToTake(
      Enactor.Case at, Plan.WalkTree plan, Optional<String> ticket) {
    if (plan.ticket().isEmpty() || at.inbound() instanceof Inbound.TicketEvent) {
      return Optional.empty();
    }
    Decision decision =
        gate.mayTake(at.append(), plan.starter(), plan.ticket().get(), at.circumstances(ticket));
    return decision instanceof Decision.Allow ? Optional.empty() : Optional.of(decision);
  }

  private String refuse(Enactor.Case at, Decision decision) {
    if (!(at.inbound() instanceof Inbound.TicketEvent)) {
      say(at, Replies.refused(decision));
    }
    return "refused: " + decision.reasons().sentence();
  }

  private void say(Enactor.Case at, Message message) {
    posts.answer(at, message);
  }

  /**
   * Ends a walk, since somebody of the desk has the ticket now.
   *
   * @return the run that does something for it, if one does
   */
  Optional<RunId> leave(Append.Builder append, WalkId id, CaseEvent why) {
    Optional<String> reason =
        switch (why) {
          case CaseEvent.Yielded yielded -> Optional.of(yielded.why());
          case CaseEvent.Closed closed -> Optional.of(closed.why());
          case CaseEvent.Resumed _,
              CaseEvent.Considered _,
              CaseEvent.Linked _,
              CaseEvent.Taken _,
              CaseEvent.Heard _,
              CaseEvent.FilesKept _ ->
              Optional.empty();
        };
    return walks
        .find(append.tenant(), id)
        .filter(stored -> reason.isPresent())
        .filter(stored -> !(stored.walk().standing() instanceof Standing.Ended))
        .flatMap(stored -> leave(append, stored, reason.orElse("")));
  }

  private Optional<RunId> leave(Append.Builder append, StoredWalk stored, String reason) {
    String whose = stored.walk().beneficiary();
    Conclusion conclusion =
        new Conclusion(
            WalkOutcome.YIELDED,
            new Finding(new Personal(whose, reason)),
            new Personal(whose, TriggerReplies.takenOver()),
            Optional.empty());
    walks.write(append, stored, StreamState.ended(), List.of(new WalkEvent.WalkEnded(conclusion)));
    return stored.walk().standing() instanceof Standing.AwaitingHandOver waiting
        ? Optional.of(new RunId(waiting.runId()))
        : Optional.empty();
  }

  /** The walk that a request leads to, if it leads to one. */
  static WalkId walkOf(InboxRow row) {
    return new WalkId("w-" + row.id().value());
  }

  /** The outcome of a request that led to this walk. */
  static String begun(WalkId walk) {
    return "walk " + walk;
  }
}
