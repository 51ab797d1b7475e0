package dev.deskhand.trees;

import dev.deskhand.content.Template;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A place in a tree. */
public sealed interface Node {

  NodeId id();

  /** A place where a person has to answer. */
  sealed interface Asking extends Node {
    /** What the person reads. */
    Template text();

    /** What can be chosen, in the order shown. */
    List<Choice> choices();

    /** What can be written instead. */
    Optional<Field> field();

    Patience patience();

    /** What is shown below the text. */
    Optional<NodePicture> picture();

    /** Whether a file can be given in answer. */
    default boolean wantsFile() {
      return field().filter(it -> it.kind() instanceof Field.Kind.File).isPresent();
    }

    /** The choice of this name. */
    default Optional<Choice> choice(ChoiceId id) {
      return choices().stream().filter(choice -> choice.id().equals(id)).findFirst();
    }
  }

  /** Asks, and goes where the answer leads. It has choices, or a field, or both. */
  record Question(
      NodeId id,
      Template text,
      List<Choice> choices,
      Optional<Field> field,
      Patience patience,
      Optional<NodePicture> picture)
      implements Asking {
    public Question {
      choices = List.copyOf(choices);
    }
  }

  /**
   * Tells what to try, and asks whether it was done or did not work.
   *
   * @param language in which it asks that
   */
  record Instruction(
      NodeId id,
      Template text,
      NodeId done,
      NodeId didNotWork,
      Patience patience,
      Optional<NodePicture> picture,
      String language)
      implements Asking {
    public static final ChoiceId DONE = new ChoiceId("done");
    public static final ChoiceId DID_NOT_WORK = new ChoiceId("did-not-work");

    @Override
    public List<Choice> choices() {
      return List.of(
          new Choice(DONE, Phrase.DONE.in(language), done),
          new Choice(DID_NOT_WORK, Phrase.DID_NOT_WORK.in(language), didNotWork));
    }

    /** The same for somebody who reads another language. */
    Instruction in(String other) {
      return new Instruction(id, text, done, didNotWork, patience, picture, other);
    }

    @Override
    public Optional<Field> field() {
      return Optional.empty();
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
  }

  /**
   * Goes where what is known already leads.
   *
   * @param branches tried in order; the first that holds is taken
   * @param otherwise when none holds
   */
  record Decision(NodeId id, List<Branch> branches, NodeId otherwise) implements Node {
    public Decision {
      branches = List.copyOf(branches);
    }
  }

  /** Notes what was found, if anything, and goes on. */
  record Passage(NodeId id, Optional<Template> finding, NodeId next) implements Node {}

  /**
   * Walks another tree, and goes on where its end leads. {@link Splicing} puts that tree's nodes in
   * its place, so that no walk ever comes to one.
   *
   * @param next where each end leads; has solved, escalated and abandoned
   */
  record Part(NodeId id, TreeId tree, Map<WalkOutcome, NodeId> next) implements Node {
    public Part {
      next = Collections.unmodifiableMap(new EnumMap<>(next));
    }
  }

  /**
   * Lets a runbook do something.
   *
   * @param runbook its id
   * @param patience how long its end is waited for; then nobody can say
   * @param next where each outcome leads; has all of them
   */
  record HandOver(
      NodeId id,
      String runbook,
      Map<String, Template> inputs,
      Duration patience,
      Map<RunOutcome, NodeId> next)
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
