package dev.deskhand.bot;

import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.Continuation;
import dev.deskhand.bot.plan.TurnVerb;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.reply.WalkReplies;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.AnswerVerdict;
import dev.deskhand.trees.Move;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.Reply;
import dev.deskhand.trees.Standing;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeWalker;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkStore;
import java.util.List;
import java.util.Optional;

/** What people say to walks, and whether it counts. Thread-safe. */
public final class WalkSpeech {
  /** So many answers that fit nothing; then a person is offered. */
  private static final int MOST_MISSES = 2;

  private static final int MOST_NOTED = 200;

  private final WalkStore walks;
  private final OpenWalks open;
  private final Library library;
  private final Posts posts;

  public WalkSpeech(WalkStore walks, OpenWalks open, Library library, Posts posts) {
    this.walks = walks;
    this.open = open;
    this.library = library;
    this.posts = posts;
  }

  String answer(Enactor.Case at, Continuation.Answer answer) {
    Optional<StoredWalk> stored = walks.find(at.append().tenant(), answer.walk());
    if (stored.isEmpty()) {
      return say(at, Replies.staleButton(at.principal()), "no such walk");
    }
    Tree tree = library.treeOf(at.append().tenant(), stored.get().walk());
    Reply reply =
        new Reply(
            answer.node(),
            answer.visit(),
            answer.answered().answer(),
            at.principal().id().value(),
            answer.answered().said());
    return switch (TreeWalker.answer(stored.get().walk(), tree, reply)) {
      case AnswerVerdict.Accepted accepted -> accept(at, stored.get(), tree, accepted.event());
      case AnswerVerdict.AlreadyAnswered _ ->
          say(at, Replies.alreadyAnswered(at.principal()), "answered already");
      case AnswerVerdict.NotYours _ ->
          say(at, Replies.notYours(at.principal()), "somebody else's question");
      case AnswerVerdict.NotAsked _, AnswerVerdict.NoSuchChoice _ ->
          say(at, Replies.staleButton(at.principal()), "a choice that was not offered");
    };
  }

  /** Files in answer to the open question; the walk's worker fetches them. */
  String give(Enactor.Case at, Continuation.Give give) {
    Optional<StoredWalk> stored = walks.find(at.append().tenant(), give.walk());
    if (stored.isEmpty()) {
      return say(at, Replies.staleButton(at.principal()), "no such walk");
    }
    String by = at.principal().id().value();
    Reply reply =
        new Reply(give.node(), give.visit(), new Answer.Attached(List.of()), by, give.said());
    Tree tree = library.treeOf(at.append().tenant(), stored.get().walk());
    if (!(TreeWalker.answer(stored.get().walk(), tree, reply) instanceof AnswerVerdict.Accepted)) {
      return say(at, Replies.fileNotAsked(at.principal()), "a file that nothing asks for");
    }
    WalkEvent.FilesGiven given =
        new WalkEvent.FilesGiven(give.node(), give.visit(), give.files(), by, give.said());
    walks.write(at.append(), stored.get(), StreamState.live(), List.of(given));
    return "given " + give.files().size() + " files for " + give.node();
  }

  /** The answer counts: the walk goes on, and the question shows what was chosen. */
  private String accept(
      Enactor.Case at, StoredWalk stored, Tree tree, WalkEvent.Answered answered) {
    String label =
        tree.find(answered.node(), stored.walk().started().setting().language()).orElse(null)
                instanceof Node.Asking asking
            ? answered.answer().label(asking)
            : answered.answer().value();
    close(at, stored, tree, label);
    walks.write(at.append(), stored, StreamState.live(), List.of(answered));
    return "answered " + answered.node();
  }

  /** The open question shows what became of it, and has no buttons any more. */
  private void close(Enactor.Case at, StoredWalk stored, Tree tree, String how) {
    if (TreeWalker.awaited(stored.walk().opened(), tree).orElse(null) instanceof Move.Ask ask) {
      String asked = WalkWorker.questionKey(stored.walk().id(), ask.node(), ask.visit());
      posts.replace(
          at.append(),
          asked,
          asked + "-answered",
          ConversationId.of(StreamId.parse(stored.walk().conversation())),
          WalkReplies.answered(stored.walk(), ask, how));
    }
  }

  /** The choices once more, and then a person. */
  String askAgain(Enactor.Case at, Continuation.AskAgain again) {
    TenantId tenant = at.append().tenant();
    Optional<StoredWalk> stored = walks.find(tenant, again.walk());
    if (stored.isEmpty()
        || !(stored.get().walk().standing() instanceof Standing.AwaitingAnswer waiting)
        || !(TreeWalker.awaited(stored.get().walk(), library.treeOf(tenant, stored.get().walk()))
                .orElse(null)
            instanceof Move.Ask ask)) {
      return say(at, Replies.notUnderstood(at.principal()), "not understood");
    }
    walks.write(
        at.append(),
        stored.get(),
        StreamState.live(),
        List.of(
            new WalkEvent.AnswerMissed(
                waiting.node(),
                waiting.visit(),
                new Personal(stored.get().walk().asker().id(), some(again.said().value())))));
    return waiting.misses() + 1 < MOST_MISSES
        ? say(at, WalkReplies.whichChoice(stored.get().walk(), ask), "fits no choice")
        : say(at, WalkReplies.offerPerson(stored.get().walk(), ask), "offered a person");
  }

  /** As much of it as helps whoever reads the ticket. */
  private static String some(String said) {
    return said.codePointCount(0, said.length()) <= MOST_NOTED
        ? said
        : said.substring(0, said.offsetByCodePoints(0, MOST_NOTED)) + "…";
  }

  String turn(Enactor.Case at, Continuation.Turn turn) {
    Optional<StoredWalk> stored = walks.find(at.append().tenant(), turn.walk());
    String by = at.principal().id().value();
    if (stored.isEmpty() || stored.get().walk().standing() instanceof Standing.Ended) {
      return say(at, Replies.alreadyAnswered(at.principal()), "the walk is over");
    }
    if (!stored.get().walk().asker().id().equals(by)) {
      return say(at, Replies.notYours(at.principal()), "somebody else's walk");
    }
    return switch (turn.verb()) {
      case PERSON -> go(at, stored.get(), turn.verb(), new WalkEvent.EscalationAsked(by));
      case STOP -> go(at, stored.get(), turn.verb(), new WalkEvent.GivenUp(by));
      case OVER -> go(at, stored.get(), turn.verb(), new WalkEvent.StartedOver(by));
      case BACK ->
          stored.get().walk().standing() instanceof Standing.AwaitingAnswer waiting
                  && !stored.get().walk().trail().isEmpty()
              ? go(
                  at,
                  stored.get(),
                  turn.verb(),
                  new WalkEvent.WentBack(waiting.node(), waiting.visit(), by))
              : say(at, WalkReplies.noWayBack(at.principal()), "no question to go back to");
    };
  }

  private String go(Enactor.Case at, StoredWalk stored, TurnVerb verb, WalkEvent event) {
    close(
        at,
        stored,
        library.treeOf(at.append().tenant(), stored.walk()),
        WalkReplies.turned(stored.walk(), verb));
    walks.write(at.append(), stored, StreamState.live(), List.of(event));
    return "turned: " + verb;
  }

  /** The walk that is open elsewhere goes on here, at its place. */
  String takeUp(Enactor.Case at, List<ConversationEvent> events) {
    TenantId tenant = at.append().tenant();
    Optional<StoredWalk> stored = open.elsewhere(tenant, at.principal().id());
    if (stored.isEmpty()) {
      return say(at, WalkReplies.nothingOpen(at.principal()), "nothing is open");
    }
    Tree tree = library.treeOf(tenant, stored.get().walk());
    close(at, stored.get(), tree, WalkReplies.movedOn(stored.get().walk()));
    WalkEvent.Moved moved =
        new WalkEvent.Moved(at.where().stream().toString(), at.principal().id().value());
    boolean waits = stored.get().walk().standing() instanceof Standing.AwaitingAnswer;
    walks.write(at.append(), stored.get(), StreamState.live(), List.of(moved));
    events.add(
        new ConversationEvent.WalkBegun(
            stored.get().walk().id(),
            at.principal().id(),
            stored.get().walk().ticket().map(TicketRef::parse),
            new Personal(at.principal().id().value(), tree.title())));
    return waits
        ? "taken up here"
        : say(
            at,
            Replies.guided(at.principal().language()),
            "taken up here, while something is done");
  }

  private String say(Enactor.Case at, Message message, String outcome) {
    posts.answer(at, message);
    return outcome;
  }
}
