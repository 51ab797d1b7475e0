package dev.deskhand.bot;

import dev.deskhand.bot.conversation.Conversation;
import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whose words are for a ticket where people talk with each other. It only reads; in a conversation
 * that the bot has no part in, that is one look at nothing. Thread-safe.
 */
public final class Awaited {
  private final ConversationStore conversations;
  private final CaseStore cases;

  public Awaited(ConversationStore conversations, CaseStore cases) {
    this.conversations = conversations;
    this.cases = cases;
  }

  /**
   * Whether a colleague waits for somebody's words. The bot itself does not: what people tell each
   * other while it has asked something is no answer.
   *
   * @param who asked for where the bot has a part in the conversation, and nowhere else
   */
  boolean is(TenantId tenant, ConversationId where, Supplier<Optional<PersonId>> who) {
    Conversation there = conversations.load(tenant, where).conversation();
    return !there.equals(Conversation.EMPTY)
        && who.get().filter(person -> is(tenant, where, there, person)).isPresent();
  }

  private boolean is(TenantId tenant, ConversationId where, Conversation there, PersonId person) {
    return there.openFor(person).isEmpty()
        && there.ticketsOf(person).stream()
            .anyMatch(ticket -> cases.load(tenant, ticket).known().isRelayedFor(person, where));
  }
}
