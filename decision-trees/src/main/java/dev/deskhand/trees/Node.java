package dev.deskhand.trees;

import dev.deskhand.content.Expression;
import dev.deskhand.content.Template;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A place in a tree. */
public sealed interface Node {

  NodeId id();

  /** A place where a person has to choose. */
  sealed interface Asking extends Node {
    /** What the person reads. */
    Template text();

    /** What can be chosen, in the order shown. */
    List<Choice> choices();

    Patience patience();
  }

  /** Asks, and goes where the answer leads. */
  record Question(NodeId id, Template ask, List<Choice> choices, Patience patience)
      implements Asking {
    public Question {
      choices = List.copyOf(choices);
    }

    @Override
    public Template text() {
      return ask;
    }
  }

  /** Tells what to try, and asks whether it was done or did not work. */
  record Instruction(NodeId id, Template say, NodeId done, NodeId didNotWork, Patience patience)
      implements Asking {
    public static final ChoiceId DONE = new ChoiceId("done");
    public static final ChoiceId DID_NOT_WORK = new ChoiceId("did-not-work");

    @Override
    public Template text() {
      return say;
    }

    @Override
    public List<Choice> choices() {
      return List.of(
          new Choice(DONE, "Done", done), new Choice(DID_NOT_WORK, "That didn't work", didNotWork));
    }
  }

  /**
   * Looks at the world.
   *
   * @param branches tried in order; the first that holds is taken
   * @param otherwise when none holds
   * @param couldNotTell when the check gave no answer, or one that a branch can't be decided on
   */
  record Check(
      NodeId id, CheckCall call, List<Branch> branches, NodeId otherwise, NodeId couldNotTell)
      implements Node {
    public Check {
      branches = List.copyOf(branches);
    }

    /**
     * A way that is taken on a condition.
     *
     * @param when over {@code result}, {@code answers} and {@code walk}
     */
    public record Branch(Expression when, NodeId next) {}
  }

  /**
   * Lets a runbook do something.
   *
   * @param runbook its id
   * @param next where each outcome leads; has all of them
   */
  record HandOver(
      NodeId id, String runbook, Map<String, Template> inputs, Map<RunOutcome, NodeId> next)
      implements Node {
    public HandOver {
      inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
      next = Collections.unmodifiableMap(new EnumMap<>(next));
      if (next.size() < RunOutcome.values().length) {
        throw new IllegalArgumentException("hand-over '" + id + "' does not lead on every outcome");
      }
    }
  }

  /**
   * Is where a walk is over.
   *
   * @param finding for the support desk
   * @param say for the requester: plain words, nothing about the state of accounts
   */
  record End(NodeId id, WalkOutcome outcome, Template finding, Template say, Optional<String> queue)
      implements Node {}
}
