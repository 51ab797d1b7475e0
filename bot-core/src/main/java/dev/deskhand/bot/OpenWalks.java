package dev.deskhand.bot;

import dev.deskhand.bot.conversation.Conversation;
import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.plan.Request;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.trees.Standing;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkStore;
import java.util.Comparator;
import java.util.Optional;

/** Finds the walk that a person's words may answer. Thread-safe. */
public final class OpenWalks {
  private final WalkStore walks;
  private final ConversationStore conversations;
  private final Venues venues;
  private final Library library;

  public OpenWalks(
      WalkStore walks, ConversationStore conversations, Venues venues, Library library) {
    this.walks = walks;
    this.conversations = conversations;
    this.venues = venues;
    this.library = library;
  }

  /** A walk and its tree, if it goes on. */
  Optional<Request.OpenWalk> find(TenantId tenant, WalkId id) {
    return stored(tenant, id).map(it -> open(tenant, it));
  }

  /** The walk that goes on and that a person began last where the bot speaks to them alone. */
  Optional<StoredWalk> elsewhere(TenantId tenant, PersonId person) {
    return venues.all(tenant, person).stream()
        .flatMap(
            where -> conversations.load(tenant, where).conversation().latestWalk(person).stream())
        .flatMap(id -> stored(tenant, id).stream())
        .max(Comparator.comparing(StoredWalk::changedAt));
  }

  private Optional<StoredWalk> stored(TenantId tenant, WalkId id) {
    return walks.find(tenant, id).filter(it -> !(it.walk().standing() instanceof Standing.Ended));
  }

  /** The walk that this person began last in a conversation, if it goes on. */
  Optional<Request.OpenWalk> of(TenantId tenant, Conversation conversation, PersonId person) {
    return conversation
        .latestWalk(person)
        .flatMap(id -> stored(tenant, id))
        .map(it -> open(tenant, it));
  }

  private Request.OpenWalk open(TenantId tenant, StoredWalk stored) {
    return new Request.OpenWalk(
        stored.walk(), library.treeOf(tenant, stored.walk()), stored.changedAt());
  }
}
