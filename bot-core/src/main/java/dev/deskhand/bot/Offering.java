package dev.deskhand.bot;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.offer.Way;
import dev.deskhand.journal.StreamId;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.run.RunAccess;
import dev.deskhand.trees.Choice;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Offered;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeWalker;
import dev.deskhand.trees.Walk;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which of a question's choices somebody is offered: none that leads straight to a runbook that
 * they may not start, or to a check that they may not have made. What is asked here is not audited,
 * and asked again before anything is done.
 */
public final class Offering {
  private final Library library;
  private final Gate gate;
  private final Targets targets;

  public Offering(Library library, Gate gate, Targets targets) {
    this.library = library;
    this.gate = gate;
    this.targets = targets;
  }

  /** How a choice stands for somebody. */
  private enum Way {
    OPEN,
    AFTER_APPROVAL,
    CLOSED
  }

  Offered to(Principal asker, Walk walk, Tree tree, NodeId question) {
    Set<ChoiceId> withheld = new HashSet<>();
    Set<ChoiceId> approval = new HashSet<>();
    if (tree.find(question).orElse(null) instanceof Node.Asking asking) {
      for (Choice choice : asking.choices()) {
        switch (way(asker, walk, tree, tree.find(choice.next()))) {
          case OPEN -> {}
          case AFTER_APPROVAL -> approval.add(choice.id());
          case CLOSED -> withheld.add(choice.id());
        }
      }
    }
    return new Offered(withheld, approval);
  }

  private Way way(Principal asker, Walk walk, Tree tree, Optional<Node> next) {
    return switch (next.orElse(null)) {
      case Node.HandOver over ->
          started(asker, walk, tree, over).map(Offering::way).orElse(Way.OPEN);
      case Node.Check check -> checked(asker, walk, check);
      case null, default -> Way.OPEN;
    };
  }

  private static Way way(Decision decision) {
    return switch (decision) {
      case Decision.Allow _ -> Way.OPEN;
      case Decision.NeedsApproval _ -> Way.AFTER_APPROVAL;
      case Decision.Deny _, Decision.HumanOnly _ -> Way.CLOSED;
    };
  }

  /** A check waits for nobody's yes. Where its target is not known, nobody is asked. */
  private Way checked(Principal asker, Walk walk, Node.Check check) {
    Map<String, String> circumstances = circumstances(walk);
    circumstances.put("effect", "read");
    boolean isOpen =
        targets
            .find(check.call().target().value())
            .map(it -> gate.wouldCheck(asker, it, new PersonId(walk.beneficiary()), circumstances))
            .map(Decision.Allow.class::isInstance)
            .orElse(true);
    return isOpen ? Way.OPEN : Way.CLOSED;
  }

  private Optional<Decision> started(Principal asker, Walk walk, Tree tree, Node.HandOver over) {
    return library
        .runbooks()
        .find(new RunbookId(over.runbook()))
        .map(
            runbook ->
                gate.wouldStart(
                    asker,
                    RunAccess.resource(runbook),
                    new PersonId(walk.beneficiary()),
                    circumstances(walk),
                    TreeWalker.inputs(walk, tree, over)));
  }

  private static Map<String, String> circumstances(Walk walk) {
    Map<String, String> all = new TreeMap<>();
    all.put("channel", ConversationId.of(StreamId.parse(walk.conversation())).channel());
    walk.ticket().ifPresent(ticket -> all.put("ticket", ticket));
    return all;
  }
}
