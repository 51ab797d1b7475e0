package dev.deskhand.bot;

import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.json.InboundJson;
import dev.deskhand.bot.limit.RequestMeter;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.plan.Planner;
import dev.deskhand.bot.plan.Request;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spine. A request comes from the inbox, its sender is known or not, it is understood, planned,
 * decided and begun; all that follows from it is one commit. Thread-safe; one conversation's
 * requests come in order, one at a time.
 */
public final class Bot {
  private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

  private final Journal journal;
  private final InboundJson inbounds;
  private final IdentityDirectory people;
  private final ConversationStore conversations;
  private final Understanding understanding;
  private final Machines machines;
  private final Enactor enactor;
  private final Turns turns = new Turns();

  /** What turns requests into plans, as many as there may be. */
  public record Understanding(
      Planner planner, ConversationStore conversations, OpenWalks walks, RequestMeter meter) {}

  /** What works requests that no person sent. */
  public record Machines(TicketWork tickets, HookWork hooks) {}

  public Bot(
      Journal journal,
      InboundJson inbounds,
      IdentityDirectory people,
      Understanding understanding,
      Machines machines,
      Enactor enactor) {
    this.journal = journal;
    this.inbounds = inbounds;
    this.people = people;
    this.conversations = understanding.conversations();
    this.understanding = understanding;
    this.machines = machines;
    this.enactor = enactor;
  }

  /**
   * Works one request.
   *
   * @throws dev.deskhand.journal.StaleLeaseException if somebody else works this conversation now
   */
  public void handle(InboxRow row, Lease lease) {
    Inbound inbound = inbounds.read(row.delivery());
    RequestMeter.Taken taken = taken(row, inbound);
    String outcome =
        turns.take(
            () -> {
              Append.Builder append = Append.in(row.delivery().tenant()).under(lease);
              String answered = answer(append, row, inbound, taken);
              journal.append(append.handling(row.id(), answered).build());
              return answered;
            });
    LOG.info("inbox={} type={} outcome={}", row.id().value(), row.delivery().type(), outcome);
  }

  /**
   * Tells whoever sent a request that it is set aside; nobody is told of one that can't be read.
   */
  public void apologise(InboxRow row, Lease lease) {
    Append.Builder append = Append.in(row.delivery().tenant()).under(lease);
    try {
      Inbound inbound = inbounds.read(row.delivery());
      if (inbound.envelope().conversation().isHeard()) {
        enactor.apologise(append, row, inbound);
      }
    } catch (RuntimeException e) {
      LOG.error("inbox={} can't be read, so nobody is told", row.id().value(), e);
    }
    journal.append(append.build());
  }

  /** What no person sent is limited by the triggers that hear it. */
  private RequestMeter.Taken taken(InboxRow row, Inbound inbound) {
    TenantId tenant = row.delivery().tenant();
    return switch (inbound) {
      case Inbound.TicketEvent _, Inbound.HookCall _ -> new RequestMeter.Taken.Within();
      case Inbound.ChatMessage _,
          Inbound.SlashCommand _,
          Inbound.ButtonClick _,
          Inbound.FormSubmission _ -> {
        Account sender = inbound.envelope().sender();
        yield understanding
            .meter()
            .take(
                tenant,
                people
                    .principal(tenant, sender)
                    .map(it -> it.id().value())
                    .orElseGet(sender::toString),
                row.acceptedAt());
      }
    };
  }

  private String answer(
      Append.Builder append, InboxRow row, Inbound inbound, RequestMeter.Taken taken) {
    return switch (inbound) {
      case Inbound.TicketEvent event -> machines.tickets().work(append, row, event);
      case Inbound.HookCall call -> machines.hooks().work(append, row, call);
      case Inbound.ChatMessage _,
          Inbound.SlashCommand _,
          Inbound.ButtonClick _,
          Inbound.FormSubmission _ ->
          person(append, row, inbound, taken);
    };
  }

  private String person(
      Append.Builder append, InboxRow row, Inbound inbound, RequestMeter.Taken taken) {
    TenantId tenant = append.tenant();
    var envelope = inbound.envelope();
    Optional<Principal> principal = people.principal(tenant, envelope.sender());
    if (taken instanceof RequestMeter.Taken.Beyond beyond
        && !understanding.planner().stops(inbound)) {
      return enactor.tooMuch(append, row, inbound, beyond);
    }
    if (principal.isEmpty()) {
      return enactor.answerStranger(append, row, inbound, understanding.planner().codeOf(inbound));
    }
    var stored = conversations.load(tenant, envelope.conversation());
    Inbound theirs = understanding.planner().commanded(belongingTo(principal.get(), inbound));
    PersonId whose = principal.get().id();
    Request request =
        new Request(
            principal.get(),
            theirs,
            stored.conversation(),
            understanding.walks().of(tenant, stored.conversation(), whose),
            new Request.Around(
                machines.tickets().withDesk(tenant, stored.conversation(), whose),
                row.acceptedAt().atZone(principal.get().timeZone())));
    Plan plan = understanding.planner().plan(request);
    if (belongingTo(principal.get(), inbound) instanceof Inbound.ChatMessage said) {
      plan = plan.carrying(said.files());
    }
    Enactor.Case at = new Enactor.Case(append, row, theirs, principal.get(), stored);
    if (inbound instanceof Inbound.ChatMessage message && plan.leaves(message)) {
      enactor.leaveFiles(at);
    }
    return enactor.enact(at, plan);
  }

  /** What a vendor's account said, as words of the person behind it, whose key seals them. */
  private static Inbound belongingTo(Principal person, Inbound inbound) {
    String subject = person.id().value();
    return switch (inbound) {
      case Inbound.ChatMessage(var envelope, var text, var files) ->
          new Inbound.ChatMessage(
              envelope,
              new Personal(subject, text.value()),
              files.map(all -> all.stream().map(it -> it.belongingTo(subject)).toList()));
      case Inbound.SlashCommand(var envelope, var text) ->
          new Inbound.SlashCommand(envelope, new Personal(subject, text.value()));
      case Inbound.FormSubmission(var envelope, var action, var given, var files) ->
          new Inbound.FormSubmission(
              envelope,
              action,
              given,
              files.map(all -> all.stream().map(it -> it.belongingTo(subject)).toList()));
      case Inbound.ButtonClick _, Inbound.TicketEvent _, Inbound.HookCall _ -> inbound;
    };
  }
}
