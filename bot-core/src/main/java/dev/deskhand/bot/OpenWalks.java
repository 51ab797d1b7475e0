package dev.deskhand.bot;

import dev.deskhand.bot.conversation.Conversation;
import dev.deskhand.bot.plan.Request;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.trees.Standing;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.WalkStore;
import java.util.Optional;

/** Finds the walk that a person's words may answer. Thread-safe. */
public final class OpenWalks {
  private final WalkStore walks;
  private final Library library;

  public OpenWalks(WalkStore walks, Library library) {
    this.walks = walks;
    this.library = library;
  }

  /** The walk that this person began last in a conversation, if it goes on. */
  Optional<Request.OpenWalk> of(TenantId tenant, Conversation conversation, PersonId person) {
    return conversation
        .latestWalk(person)
        .flatMap(id -> walks.find(tenant, id))
        .map(StoredWalk::walk)
        .filter(walk -> !(walk.standing() instanceof Standing.Ended))
        .map(walk -> new Request.OpenWalk(walk, library.treeOf(tenant, walk)));
  }
}
