package dev.deskhand.app;

import dev.deskhand.actions.message.Postbox;
import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import java.util.Optional;

/** Puts what steps say into the outbox, from which the courier takes it. Thread-safe. */
final class OutboxPost implements Postbox {
  private final TenantId tenant;
  private final Journal journal;
  private final Posts posts;
  private final Venues venues;

  OutboxPost(TenantId tenant, Journal journal, Posts posts, Venues venues) {
    this.tenant = tenant;
    this.journal = journal;
    this.posts = posts;
    this.venues = venues;
  }

  @Override
  public boolean toPerson(DeliveryKey key, PersonId person, String text) {
    Optional<ConversationId> where = venues.direct(tenant, person);
    where.ifPresent(it -> toConversation(key, it, text));
    return where.isPresent();
  }

  @Override
  public void toConversation(DeliveryKey key, ConversationId where, String text) {
    Append.Builder into = Append.in(tenant);
    posts.say(into, key.value(), where, Message.text(text));
    journal.append(into.build());
  }
}
