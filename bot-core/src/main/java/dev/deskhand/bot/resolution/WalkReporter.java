package dev.deskhand.bot.resolution;

import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.trees.Conclusion;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkStore;
import java.util.Map;
import java.util.Optional;

/** Documents walks that have ended: in the conversation, on the ticket, and for whom goes on. */
final class WalkReporter {
  private final WalkStore walks;
  private final Resolver resolver;
  private final Venues venues;
  private final Posts posts;
  private final Role support;

  WalkReporter(WalkStore walks, Resolver resolver, Venues venues, Posts posts, Role support) {
    this.walks = walks;
    this.resolver = resolver;
    this.venues = venues;
    this.posts = posts;
    this.support = support;
  }

  void report(Append.Builder into, RecordedEvent recorded) {
    if (walks.read(recorded) instanceof WalkEvent.WalkEnded ended) {
      walks.find(recorded.key()).ifPresent(stored -> document(into, stored, ended.conclusion()));
    }
  }

  private void document(Append.Builder into, StoredWalk stored, Conclusion conclusion) {
    Resolution resolution = resolver.ofWalk(stored, conclusion);
    String key = "resolution-" + stored.walk().id();
    posts.say(
        into,
        key,
        ConversationId.of(StreamId.parse(stored.walk().conversation())),
        Message.text(ResolutionWriter.forRequester(resolution)));
    Optional<TicketRef> ticket = stored.walk().ticket().map(TicketRef::parse);
    switch (conclusion.outcome()) {
      case SOLVED -> ticket.ifPresent(it -> onTicket(into, key, it, resolution, conclusion));
      case ESCALATED -> {
        ticket.ifPresent(it -> onTicket(into, key, it, resolution, conclusion));
        tellSupport(into, key, stored, resolution);
      }
      case ABANDONED, YIELDED -> ticket.ifPresent(it -> forAgent(into, key, it, resolution));
    }
  }

  /** Whoever took the ticket reads how far the walk had come; the ticket stays as it is. */
  private void forAgent(Append.Builder into, String key, TicketRef ticket, Resolution resolution) {
    posts.note(
        into, key + "-internal", ticket, ResolutionWriter.internal(resolution), resolution.files());
  }

  private void onTicket(
      Append.Builder into,
      String key,
      TicketRef ticket,
      Resolution resolution,
      Conclusion conclusion) {
    posts.note(
        into, key + "-internal", ticket, ResolutionWriter.internal(resolution), resolution.files());
    posts.note(
        into,
        key + "-public",
        ticket,
        Visibility.PUBLIC,
        ResolutionWriter.forRequester(resolution));
    posts.move(
        into,
        key + "-status",
        ticket,
        Resolver.isSolved(conclusion) ? TicketStatus.RESOLVED : TicketStatus.OPEN);
  }

  private void tellSupport(
      Append.Builder into, String key, StoredWalk stored, Resolution resolution) {
    Map<PersonId, ConversationId> helpers = venues.holders(into.tenant(), support);
    helpers.remove(new PersonId(stored.walk().asker().id()));
    helpers.forEach(
        (person, where) ->
            posts.say(
                into,
                key + "-" + person,
                where,
                Replies.needsPerson(
                    stored.walk().asker().name().value(), ResolutionWriter.internal(resolution))));
  }
}
