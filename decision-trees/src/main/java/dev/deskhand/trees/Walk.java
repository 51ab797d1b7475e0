package dev.deskhand.trees;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.trees.Standing.Way;
import dev.deskhand.trees.WalkEvent.Answered;
import dev.deskhand.trees.WalkEvent.WalkStarted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One person's way through a tree: the fold of its events, which needs no tree. Immutable.
 *
 * @param visits how often each node was come to
 * @param trail the questions that can be gone back to, the last one last; none behind what a
 *     runbook has done
 * @param conversation where the questions are asked now
 */
public record Walk(
    WalkStarted started,
    Standing standing,
    Learnt learnt,
    Map<NodeId, Integer> visits,
    List<Step> trail,
    String conversation) {

  /** A question, and what was known when it was asked. */
  public record Step(NodeId node, Learnt before) {}

  public Walk {
    visits = Map.copyOf(visits);
    trail = List.copyOf(trail);
  }

  public static Walk begin(WalkStarted started) {
    return new Walk(
        started,
        new Standing.AtStart(),
        Learnt.NOTHING,
        Map.of(),
        List.of(),
        started.conversation());
  }

  /**
   * The walk that a history tells.
   *
   * @throws TreesException if it does not begin with {@link WalkStarted}
   */
  public static Walk replay(List<WalkEvent> history) {
    if (history.isEmpty() || !(history.getFirst() instanceof WalkStarted started)) {
      throw new TreesException("a walk's history has to begin with its start");
    }
    Walk walk = begin(started);
    for (WalkEvent event : history.subList(1, history.size())) {
      walk = walk.apply(event);
    }
    return walk;
  }

  /**
   * The walk after an event. One that answers nothing the walk is waiting for, such as a check's
   * result that comes after the person has asked for a person, changes nothing.
   *
   * @throws TreesException for a second start
   */
  public Walk apply(WalkEvent event) {
    if (standing instanceof Standing.Ended) {
      return this;
    }
    return switch (event) {
      case WalkStarted again ->
          throw new TreesException("walk " + id() + " was started again as " + again.walk());
      case WalkEvent.QuestionAsked e ->
          entering(
              e.node(),
              e.visit(),
              new Standing.AwaitingAnswer(e.node(), e.visit(), e.offered(), 0));
      case Answered e -> answered(e);
      case WalkEvent.FilesGiven e -> given(e);
      case WalkEvent.FilesRefused e ->
          standing instanceof Standing.AwaitingFiles at && awaitsFiles(e.node(), e.visit())
              ? standing(at.question())
              : this;
      case WalkEvent.AnswerMissed e -> missed(e);
      case WalkEvent.WentBack e -> awaitsAnswer(e.node(), e.visit()) ? back() : this;
      case WalkEvent.StartedOver _ -> begin(started).with(visits, conversation);
      case WalkEvent.Moved e -> moved(e);
      case WalkEvent.Passed e -> passed(e);
      case WalkEvent.CheckRequested e ->
          entering(e.node(), e.visit(), new Standing.AwaitingCheck(e.node(), e.visit()));
      case WalkEvent.CheckAnswered e -> checked(e);
      case WalkEvent.CheckFailed e ->
          awaitsCheck(e.node(), e.visit())
              ? leaving(e.node(), e.visit(), new Way.CouldNotTell(e.reason()))
              : this;
      case WalkEvent.HandedOver e ->
          entering(
              e.node(), e.visit(), new Standing.AwaitingHandOver(e.node(), e.visit(), e.runId()));
      case WalkEvent.HandOverEnded e ->
          awaitsHandOver(e.node(), e.visit()) ? cameBack(e.node(), e.visit(), e.outcome()) : this;
      case WalkEvent.TimedOut e -> timedOut(e);
      case WalkEvent.EscalationAsked e -> standing(new Standing.WantsPerson(e.by()));
      case WalkEvent.GivenUp e -> standing(new Standing.GivenUp(e.by()));
      case WalkEvent.WalkEnded e -> standing(new Standing.Ended(e.conclusion()));
    };
  }

  public WalkId id() {
    return started.walk();
  }

  public TreeId tree() {
    return started.tree();
  }

  public ContentVersion version() {
    return started.version();
  }

  public Asker asker() {
    return started.asker();
  }

  public String beneficiary() {
    return started.beneficiary();
  }

  public Optional<String> ticket() {
    return started.ticket();
  }

  /** The last answer to each question, in the order in which they were first given. */
  public Map<NodeId, Learnt.Given> answers() {
    return learnt.answers();
  }

  /** The last outputs of each check. */
  public Map<NodeId, Map<String, String>> checks() {
    return learnt.checks();
  }

  /** What was noted on the way. */
  public List<Finding> findings() {
    return learnt.findings();
  }

  /** How often the walk has come to a node. */
  public int visitsOf(NodeId node) {
    return visits.getOrDefault(node, 0);
  }

  /** What it came to, once it has ended. */
  public Optional<Conclusion> conclusion() {
    return standing instanceof Standing.Ended ended
        ? Optional.of(ended.conclusion())
        : Optional.empty();
  }

  /** True while it waits for exactly this answer. */
  public boolean awaitsAnswer(NodeId node, int visit) {
    return standing instanceof Standing.AwaitingAnswer at
        && at.node().equals(node)
        && at.visit() == visit;
  }

  /** True while files that were given in answer to exactly this question are fetched. */
  public boolean awaitsFiles(NodeId node, int visit) {
    return standing instanceof Standing.AwaitingFiles at
        && at.given().node().equals(node)
        && at.given().visit() == visit;
  }

  /** The same as its question stands open, where files that answer it are fetched. */
  public Walk opened() {
    return standing instanceof Standing.AwaitingFiles at ? standing(at.question()) : this;
  }

  /** True while it waits for exactly this check. */
  public boolean awaitsCheck(NodeId node, int visit) {
    return standing.equals(new Standing.AwaitingCheck(node, visit));
  }

  /** True while it waits for the run of exactly this hand-over. */
  public boolean awaitsHandOver(NodeId node, int visit) {
    return standing instanceof Standing.AwaitingHandOver at
        && at.node().equals(node)
        && at.visit() == visit;
  }

  private Walk answered(Answered event) {
    if (!awaitsAnswer(event.node(), event.visit()) && !awaitsFiles(event.node(), event.visit())) {
      return this;
    }
    List<Step> further = new ArrayList<>(trail);
    further.add(new Step(event.node(), learnt));
    return new Walk(
        started,
        new Standing.Left(event.node(), event.visit(), new Way.Answered(event.answer())),
        learnt.answered(
            event.node(),
            new Learnt.Given(event.answer(), event.visit(), event.by(), event.said())),
        visits,
        further,
        conversation);
  }

  private Walk given(WalkEvent.FilesGiven event) {
    return standing instanceof Standing.AwaitingAnswer at
            && awaitsAnswer(event.node(), event.visit())
        ? standing(new Standing.AwaitingFiles(at, event))
        : this;
  }

  private Walk missed(WalkEvent.AnswerMissed event) {
    return standing instanceof Standing.AwaitingAnswer at
            && awaitsAnswer(event.node(), event.visit())
        ? standing(
            new Standing.AwaitingAnswer(at.node(), at.visit(), at.offered(), at.misses() + 1))
        : this;
  }

  /** To the question before, and to what was known then; from the first, to itself. */
  private Walk back() {
    if (trail.isEmpty()) {
      return this;
    }
    Step last = trail.getLast();
    return new Walk(
        started,
        new Standing.Returning(last.node()),
        last.before(),
        visits,
        trail.subList(0, trail.size() - 1),
        conversation);
  }

  /** An open question is put again where the person is now. */
  private Walk moved(WalkEvent.Moved event) {
    Walk there = with(visits, event.conversation());
    return standing instanceof Standing.AwaitingAnswer at
        ? there.standing(new Standing.Returning(at.node()))
        : there;
  }

  private Walk passed(WalkEvent.Passed event) {
    Walk entered =
        entering(
            event.node(),
            event.visit(),
            new Standing.Left(event.node(), event.visit(), new Way.Passed()));
    return event
        .finding()
        .map(it -> entered.learning(learnt.noted(new Finding(it))))
        .orElse(entered);
  }

  private Walk checked(WalkEvent.CheckAnswered event) {
    return awaitsCheck(event.node(), event.visit())
        ? leaving(event.node(), event.visit(), new Way.Checked(event.values()))
            .learning(learnt.checked(event.node(), event.values()))
        : this;
  }

  /** What was done stays done: nobody goes back behind it. */
  private Walk cameBack(NodeId node, int visit, RunOutcome outcome) {
    Walk left = leaving(node, visit, new Way.CameBack(outcome));
    return outcome == RunOutcome.REFUSED
        ? left
        : new Walk(started, left.standing, learnt, visits, List.of(), conversation);
  }

  private Walk timedOut(WalkEvent.TimedOut event) {
    NodeId node = event.node();
    int visit = event.visit();
    if (awaitsAnswer(node, visit)) {
      return leaving(node, visit, new Way.Unanswered());
    }
    if (awaitsCheck(node, visit)) {
      return leaving(node, visit, new Way.CouldNotTell("no answer in time"));
    }
    return awaitsHandOver(node, visit) ? cameBack(node, visit, RunOutcome.UNKNOWN) : this;
  }

  private Walk entering(NodeId node, int visit, Standing awaiting) {
    Map<NodeId, Integer> more = new LinkedHashMap<>(visits);
    more.put(node, visit);
    return new Walk(started, awaiting, learnt, more, trail, conversation);
  }

  private Walk leaving(NodeId node, int visit, Way way) {
    return standing(new Standing.Left(node, visit, way));
  }

  private Walk standing(Standing now) {
    return new Walk(started, now, learnt, visits, trail, conversation);
  }

  private Walk learning(Learnt now) {
    return new Walk(started, standing, now, visits, trail, conversation);
  }

  private Walk with(Map<NodeId, Integer> all, String where) {
    return new Walk(started, standing, learnt, all, trail, where);
  }
}
