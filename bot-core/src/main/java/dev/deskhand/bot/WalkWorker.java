package dev.deskhand.bot;

import dev.deskhand.bot.file.WalkFiles;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.reply.WalkReplies;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.StreamWorker;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunRequest;
import dev.deskhand.runbooks.run.RunbookEngine;
import dev.deskhand.trees.Move;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Offered;
import dev.deskhand.trees.RunOutcome;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeWalker;
import dev.deskhand.trees.Walk;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Drives walks: makes the moves that {@link TreeWalker} decides, each in one commit, until the walk
 * waits for somebody. Thread-safe.
 */
public final class WalkWorker implements StreamWorker {
  private final Journal journal;
  private final WalkStore walks;
  private final Library library;
  private final Posts posts;
  private final Helpers helpers;
  private final InstantSource clock;

  /** What checks and hand-overs need. */
  public record Helpers(
      IdentityDirectory people,
      Gate gate,
      Targets targets,
      RunbookEngine engine,
      RunStarter starter,
      Offering offering,
      WalkFiles files) {}

  public WalkWorker(
      Journal journal,
      WalkStore walks,
      Library library,
      Posts posts,
      Helpers helpers,
      InstantSource clock) {
    this.journal = journal;
    this.walks = walks;
    this.library = library;
    this.posts = posts;
    this.helpers = helpers;
    this.clock = clock;
  }

  /** The delivery key of a question, by which the answer replaces it. */
  static String questionKey(WalkId walk, NodeId node, int visit) {
    return "ask-" + walk + "-" + node + "-" + visit;
  }

  @Override
  public String kind() {
    return WalkStore.KIND;
  }

  @Override
  public void work(StreamKey key, Lease lease) {
    Going going = Going.ON;
    while (going == Going.ON) {
      Optional<StoredWalk> stored = walks.find(key);
      if (stored.isEmpty()) {
        return;
      }
      try {
        going = new Mover(stored.get(), lease).move();
      } catch (VersionConflictException _) {
        going = Going.ON;
      }
    }
  }

  private enum Going {
    ON,
    STOPPED
  }

  /** One move of one walk. */
  private final class Mover {
    private final StoredWalk stored;
    private final Walk walk;
    private final Tree tree;
    private final TenantId tenant;
    private final Append.Builder append;

    Mover(StoredWalk stored, Lease lease) {
      this.stored = stored;
      this.walk = stored.walk();
      this.tenant = stored.key().tenant();
      this.tree = library.treeOf(tenant, walk);
      this.append = Append.in(tenant).under(lease);
    }

    Going move() {
      return switch (TreeWalker.next(walk, tree)) {
        case Move.Ask ask -> ask(ask);
        case Move.PerformCheck check ->
            commit(
                StreamState.live(),
                Going.ON,
                new WalkEvent.CheckRequested(check.node(), check.visit()));
        case Move.HandOver over -> handOver(over);
        case Move.End end ->
            commit(
                StreamState.ended(),
                Going.STOPPED,
                new WalkEvent.WalkEnded(end.node(), end.conclusion()));
        case Move.FetchFiles fetch -> fetch(fetch.given());
        case Move.Pass pass ->
            commit(
                StreamState.live(),
                Going.ON,
                new WalkEvent.Passed(pass.node(), pass.visit(), pass.finding()));
        case Move.Nothing _ -> awaiting();
      };
    }

    private Going ask(Move.Ask ask) {
      Offered offered =
          asker().map(it -> helpers.offering().to(it, walk, tree, ask.node())).orElse(Offered.ALL);
      posts.say(
          append,
          questionKey(walk.id(), ask.node(), ask.visit()),
          ConversationId.of(StreamId.parse(walk.conversation())),
          WalkReplies.ask(walk, ask.offering(offered, walk.started().setting().language())));
      return commit(
          StreamState.asleepUntil(Micros.now(clock).plus(ask.deadline())),
          Going.STOPPED,
          new WalkEvent.QuestionAsked(ask.node(), ask.visit(), offered));
    }

    /** Nothing is to be decided: time may have run out, or a crash swallowed a check. */
    private Going awaiting() {
      Optional<Move> awaited = TreeWalker.awaited(walk, tree);
      if (awaited.isEmpty()) {
        return Going.STOPPED;
      }
      return switch (awaited.get()) {
        case Move.PerformCheck check -> check(check);
        case Move.FetchFiles fetch -> fetch(fetch.given());
        case Move.Ask ask -> expire(ask.node(), ask.visit(), ask.deadline());
        case Move.HandOver over -> expire(over.node(), over.visit(), over.deadline());
        case Move.Pass _, Move.End _, Move.Nothing _ -> commit(StreamState.asleep(), Going.STOPPED);
      };
    }

    private Going expire(NodeId node, int visit, Duration limit) {
      Instant deadline = stored.changedAt().plus(limit);
      return Micros.now(clock).isBefore(deadline)
          ? commit(StreamState.asleepUntil(deadline), Going.STOPPED)
          : commit(StreamState.live(), Going.ON, new WalkEvent.TimedOut(node, visit));
    }

    private Going check(Move.PerformCheck check) {
      return commit(StreamState.live(), Going.ON, checked(check));
    }

    private WalkEvent checked(Move.PerformCheck check) {
      String name = check.call().target().value();
      Optional<Target> target = helpers.targets().find(name);
      Optional<Principal> asker = asker();
      if (target.isEmpty() || asker.isEmpty()) {
        String reason = target.isEmpty() ? helpers.targets().unknown(name) : "nobody asks any more";
        return new WalkEvent.CheckFailed(check.node(), check.visit(), reason);
      }
      Map<String, String> circumstances = circumstances();
      circumstances.put("effect", "read");
      Decision decision =
          helpers.gate().mayCheck(append, asker.get(), target.get(), beneficiary(), circumstances);
      if (!(decision instanceof Decision.Allow allow)) {
        return new WalkEvent.CheckFailed(
            check.node(), check.visit(), decision.reasons().sentence());
      }
      ActionResult result =
          helpers
              .engine()
              .check(
                  allow.grant(),
                  check.call().action(),
                  target.get(),
                  check.call().arguments(),
                  check.call().timeout());
      return found(check, result);
    }

    private WalkEvent found(Move.PerformCheck check, ActionResult result) {
      return switch (result) {
        case ActionResult.Done done ->
            new WalkEvent.CheckAnswered(
                check.node(),
                check.visit(),
                done.output(),
                new Personal(walk.beneficiary(), done.evidence()));
        case ActionResult.Failed failed ->
            new WalkEvent.CheckFailed(check.node(), check.visit(), failed.reason());
        case ActionResult.Uncertain uncertain ->
            new WalkEvent.CheckFailed(check.node(), check.visit(), uncertain.reason());
      };
    }

    private Going fetch(WalkEvent.FilesGiven given) {
      return switch (helpers.files().take(tenant, given, stored.changedAt())) {
        case WalkFiles.Taken.Later(Instant at) ->
            commit(StreamState.asleepUntil(at), Going.STOPPED);
        case WalkFiles.Taken.Files taken -> {
          FileAnswer answer = new FileAnswer(stored, tree, given, taken);
          answer.tell(append, posts, helpers.files().limit());
          walks.write(append, stored, StreamState.live(), List.of(answer.event()));
          answer.keep(append, Micros.now(clock));
          journal.append(append.build());
          yield Going.ON;
        }
      };
    }

    /** The run's id follows from walk, node and visit, so that repeating this is harmless. */
    private Going handOver(Move.HandOver over) {
      RunId id = RunId.causedBy(stored.key() + "|" + over.node() + "|" + over.visit());
      WalkEvent handedOver = new WalkEvent.HandedOver(over.node(), over.visit(), id.value());
      Optional<Principal> asker = asker();
      RunStarter.Begun begun =
          asker.isEmpty()
              ? new RunStarter.Begun.NoSuchRunbook()
              : helpers
                  .starter()
                  .begin(
                      append,
                      id,
                      new RunbookId(over.runbook()),
                      over.inputs(),
                      asker.get(),
                      request(asker.get()));
      return switch (begun) {
        case RunStarter.Begun.Run _ ->
            commit(
                StreamState.asleepUntil(Micros.now(clock).plus(over.deadline())),
                Going.STOPPED,
                handedOver);
        case RunStarter.Begun.Refused refused -> {
          posts.say(
              append,
              "refused-" + id,
              ConversationId.of(StreamId.parse(walk.conversation())),
              Replies.refused(refused.decision()));
          yield back(over, handedOver, RunOutcome.REFUSED);
        }
        case RunStarter.Begun.Incomplete _,
            RunStarter.Begun.Unfit _,
            RunStarter.Begun.NoSuchRunbook _ ->
            back(over, handedOver, RunOutcome.FAILED);
      };
    }

    private Going back(Move.HandOver over, WalkEvent handedOver, RunOutcome outcome) {
      return commit(
          StreamState.live(),
          Going.ON,
          handedOver,
          new WalkEvent.HandOverEnded(over.node(), over.visit(), outcome));
    }

    private RunRequest request(Principal asker) {
      return new RunRequest(
          asker.id(),
          beneficiary(),
          stored.key().stream().toString(),
          walk.conversation(),
          walk.ticket(),
          circumstances());
    }

    private Map<String, String> circumstances() {
      Map<String, String> all = new TreeMap<>();
      all.put("channel", ConversationId.of(StreamId.parse(walk.conversation())).channel());
      walk.ticket().ifPresent(ticket -> all.put("ticket", ticket));
      return all;
    }

    private PersonId beneficiary() {
      return new PersonId(walk.beneficiary());
    }

    private Optional<Principal> asker() {
      return helpers.people().principal(tenant, new PersonId(walk.asker().id()));
    }

    private Going commit(StreamState state, Going going, WalkEvent... events) {
      walks.write(append, stored, state, List.of(events));
      journal.append(append.build());
      return going;
    }
  }
}
