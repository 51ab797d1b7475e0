package dev.deskhand.bot;

import dev.deskhand.bot.conversation.Conversation;
import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.trees.Standing;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkStore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whose words the bot waits for where people talk with each other. It only reads; in a conversation
 * that the bot has no part in, that is one look at nothing. Thread-safe.
 */
public final class Awaited {
  private final ConversationStore conversations;
  private final WalkStore walks;
  private final CaseStore cases;

  public Awaited(ConversationStore conversations, WalkStore walks, CaseStore cases) {
    this.conversations = conversations;
    this.walks = walks;
    this.cases = cases;
  }

  /**
   * Whether it waits for somebody's words.
   *
   * @param who asked for where the bot has a part in the conversation, and nowhere else
   */
  boolean is(TenantId tenant, ConversationId where, Supplier<Optional<PersonId>> who) {
    Conversation there = conversations.load(tenant, where).conversation();
    return !there.equals(Conversation.EMPTY)
        && who.get().filter(person -> is(tenant, where, there, person)).isPresent();
  }

  private boolean is(TenantId tenant, ConversationId where, Conversation there, PersonId person) {
    return there.openFor(person).isPresent()
        || there
            .ticketOf(person)
            .filter(ticket -> cases.load(tenant, ticket).known().isRelayedFor(person))
            .isPresent()
        || there.latestWalk(person).filter(walk -> asks(tenant, where, walk)).isPresent();
  }

  private boolean asks(TenantId tenant, ConversationId where, WalkId id) {
    return walks
        .find(tenant, id)
        .map(StoredWalk::walk)
        .filter(walk -> walk.conversation().equals(where.stream().toString()))
        .filter(walk -> walk.standing() instanceof Standing.AwaitingAnswer)
        .isPresent();
  }
}
