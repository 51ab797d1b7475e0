package dev.deskhand.trees;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.Personal;
import dev.deskhand.trees.Standing.Way;
import dev.deskhand.trees.WalkEvent.Answered;
import dev.deskhand.trees.WalkEvent.WalkStarted;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One person's way through a tree: the fold of its events, which needs no tree. Immutable.
 *
 * @param answers the last one to each question, in the order in which they were first given
 * @param checks the last outputs of each check
 * @param visits how often each node was come to
 */
public record Walk(
    WalkStarted started,
    Standing standing,
    Map<NodeId, Given> answers,
    Map<NodeId, Map<String, String>> checks,
    Map<NodeId, Integer> visits) {

  /** An answer as it was given. */
  public record Given(ChoiceId choice, int visit, String by, Optional<Personal> said) {}

  public Walk {
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    visits = Map.copyOf(visits);
  }

  public static Walk begin(WalkStarted started) {
    return new Walk(started, new Standing.AtStart(), Map.of(), Map.of(), Map.of());
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
          entering(e.node(), e.visit(), new Standing.AwaitingAnswer(e.node(), e.visit()));
      case Answered e -> answered(e);
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
          awaitsHandOver(e.node(), e.visit())
              ? leaving(e.node(), e.visit(), new Way.CameBack(e.outcome()))
              : this;
      case WalkEvent.TimedOut e -> timedOut(e);
      case WalkEvent.EscalationAsked e -> standing(new Standing.WantsPerson(e.by()));
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

  public String conversation() {
    return started.conversation();
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
    return standing.equals(new Standing.AwaitingAnswer(node, visit));
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
    if (!awaitsAnswer(event.node(), event.visit())) {
      return this;
    }
    Map<NodeId, Given> more = new LinkedHashMap<>(answers);
    more.put(event.node(), new Given(event.choice(), event.visit(), event.by(), event.said()));
    Standing left = new Standing.Left(event.node(), event.visit(), new Way.Chosen(event.choice()));
    return new Walk(started, left, more, checks, visits);
  }

  private Walk checked(WalkEvent.CheckAnswered event) {
    if (!awaitsCheck(event.node(), event.visit())) {
      return this;
    }
    Map<NodeId, Map<String, String>> more = new LinkedHashMap<>(checks);
    more.put(event.node(), event.values());
    Standing left = new Standing.Left(event.node(), event.visit(), new Way.Checked(event.values()));
    return new Walk(started, left, answers, more, visits);
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
    return awaitsHandOver(node, visit)
        ? leaving(node, visit, new Way.CameBack(RunOutcome.UNKNOWN))
        : this;
  }

  private Walk entering(NodeId node, int visit, Standing awaiting) {
    Map<NodeId, Integer> more = new LinkedHashMap<>(visits);
    more.put(node, visit);
    return new Walk(started, awaiting, answers, checks, more);
  }

  private Walk leaving(NodeId node, int visit, Way way) {
    return standing(new Standing.Left(node, visit, way));
  }

  private Walk standing(Standing now) {
    return new Walk(started, now, answers, checks, visits);
  }
}
