package dev.deskhand.bot;

import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.file.WalkFiles;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.bot.message.Outbound.TicketFiles;
import dev.deskhand.bot.message.Outbound.TicketOpening;
import dev.deskhand.bot.reply.TicketReplies;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Lets conversations and the tickets that were opened in them know each other: what the desk's
 * people write publicly appears there, and what the person writes there reaches the ticket.
 * Thread-safe.
 */
public final class TicketLinks {
  private final Journal journal;
  private final ConversationStore conversations;
  private final CaseStore cases;
  private final Posts posts;
  private final Enclosures enclosures;
  private final InstantSource clock;
  private final Turns turns = new Turns();

  public TicketLinks(
      Journal journal,
      ConversationStore conversations,
      CaseStore cases,
      Posts posts,
      WalkFiles files,
      InstantSource clock) {
    this.enclosures = new Enclosures(journal, cases, posts, files, clock);
    this.clock = clock;
    this.journal = journal;
    this.conversations = conversations;
    this.cases = cases;
    this.posts = posts;
  }

  /** A ticket is there; said more than once, it is noted and told once. */
  public void opened(TenantId tenant, TicketOpening opening, TicketRef ticket) {
    var _ =
        turns.take(
            () -> {
              CaseStore.Stored stored = cases.load(tenant, ticket);
              CaseEvent.Linked link = new CaseEvent.Linked(opening.where(), opening.whose());
              boolean isNew = !stored.known().link().equals(Optional.of(link));
              if (isNew) {
                journal.append(linking(tenant, opening, ticket, stored, link));
              }
              return isNew;
            });
  }

  /**
   * Whoever has a ticket was told of it: what they answer below that message is for this ticket.
   * Said more than once, it is noted once.
   */
  public void told(TenantId tenant, ChannelPost post, ConversationId below) {
    post.about()
        .ifPresent(
            ticket ->
                cases
                    .load(tenant, ticket)
                    .known()
                    .link()
                    .filter(link -> link.where().equals(post.conversation()))
                    .ifPresent(link -> told(tenant, link.whose(), ticket, below)));
  }

  private void told(TenantId tenant, PersonId whose, TicketRef ticket, ConversationId below) {
    var _ =
        turns.take(
            () -> {
              ConversationStore.Stored stored = conversations.load(tenant, below);
              boolean isNew = !stored.conversation().ticketsOf(whose).contains(ticket);
              if (isNew) {
                Append.Builder append = Append.in(tenant);
                conversations.write(
                    append, stored, List.of(new ConversationEvent.TicketLinked(whose, ticket)));
                journal.append(append.build());
              }
              return isNew;
            });
  }

  /**
   * Puts files on a ticket; said more than once, it is done once.
   *
   * @throws dev.deskhand.bot.message.DeliveryFailedException if it is to be tried again
   */
  public String enclose(TenantId tenant, TicketFiles files) {
    return enclosures.take(tenant, files);
  }

  private Append linking(
      TenantId tenant,
      TicketOpening opening,
      TicketRef ticket,
      CaseStore.Stored stored,
      CaseEvent.Linked link) {
    Append.Builder append = Append.in(tenant);
    cases.write(append, stored, List.of(link));
    conversations.write(
        append,
        conversations.load(tenant, opening.where()),
        List.of(new ConversationEvent.TicketLinked(opening.whose(), ticket)));
    posts.tell(
        append, opening.key() + "-opened", opening.where(), ticket, TicketReplies.opened(ticket));
    if (!opening.files().isEmpty()) {
      posts.give(
          append,
          new TicketFiles(
              Posts.following(opening.key(), "-files"),
              ticket,
              opening.whose(),
              opening.where(),
              Micros.now(clock),
              opening.files()));
    }
    return append.build();
  }
}
