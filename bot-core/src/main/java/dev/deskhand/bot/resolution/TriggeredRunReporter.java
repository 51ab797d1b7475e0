package dev.deskhand.bot.resolution;

import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.reply.TriggerReplies;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunOutcome;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StoredRun;
import dev.deskhand.trees.WalkStore;
import java.util.Optional;

/**
 * Documents the ends of runs that triggers began: on the ticket, if they were for one; and where
 * nobody listens and something went wrong, with the owner of the service that acted. Of what was
 * left to the desk's people when it ended, they alone read.
 */
final class TriggeredRunReporter {
  private final RunStore runs;
  private final Resolver resolver;
  private final Venues venues;
  private final Posts posts;

  TriggeredRunReporter(Reporter.Sources sources, Venues venues, Posts posts) {
    this.runs = sources.runs();
    this.resolver = sources.resolver();
    this.venues = venues;
    this.posts = posts;
  }

  void report(Append.Builder into, RecordedEvent recorded, RunEvent event) {
    if (event instanceof RunEvent.RunEnded ended) {
      runs.find(recorded.key().tenant(), RunId.of(recorded.key()))
          .filter(stored -> !isGuided(stored.run()))
          .ifPresent(stored -> ended(into, stored, ended));
    }
  }

  private static boolean isGuided(Run run) {
    return StreamId.parse(run.request().origin()).kind().equals(WalkStore.KIND);
  }

  private void ended(Append.Builder into, StoredRun stored, RunEvent.RunEnded ended) {
    Run run = stored.run();
    String key = "resolution-" + stored.id();
    Optional<TicketRef> ticket = run.request().ticket().map(TicketRef::parse);
    ticket.ifPresent(it -> onTicket(into, key, stored, ended, it));
    ConversationId where = ConversationId.of(StreamId.parse(run.request().conversation()));
    if (!where.isHeard() && ended.outcome() != RunOutcome.SUCCEEDED) {
      venues
          .owner(into.tenant(), run.request().requester())
          .ifPresent(
              owner ->
                  posts.say(
                      into,
                      key,
                      owner,
                      TriggerReplies.triggeredRunFailed(stored.id(), run, ended)));
    }
  }

  private void onTicket(
      Append.Builder into,
      String key,
      StoredRun stored,
      RunEvent.RunEnded ended,
      TicketRef ticket) {
    boolean isDone = ended.outcome() == RunOutcome.SUCCEEDED;
    String sentence =
        isDone ? stored.run().plan().sayings().succeeded() : stored.run().plan().sayings().failed();
    Resolution resolution = resolver.ofRun(stored, sentence);
    posts.note(
        into, key + "-internal", ticket, ResolutionWriter.internal(resolution), resolution.files());
    if (stored.run().left().isPresent()) {
      return;
    }
    posts.note(
        into,
        key + "-public",
        ticket,
        Visibility.PUBLIC,
        ResolutionWriter.forRequester(resolution));
    posts.move(into, key + "-status", ticket, isDone ? TicketStatus.RESOLVED : TicketStatus.OPEN);
  }
}
