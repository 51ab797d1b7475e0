package dev.deskhand.trees;

import java.util.List;
import java.util.Set;

/**
 * Which of a question's choices this person was offered.
 *
 * @param withheld those that lead to what this person may not have
 * @param approval those whose runbook somebody has to approve first
 */
public record Offered(Set<ChoiceId> withheld, Set<ChoiceId> approval) {
  /** Every choice, as it stands in the tree. */
  public static final Offered ALL = new Offered(Set.of(), Set.of());

  private static final int LONGEST = 75;

  public Offered {
    withheld = Set.copyOf(withheld);
    approval = Set.copyOf(approval);
  }

  /** Those among some choices, marked in a language where they need approval. */
  List<Choice> of(List<Choice> choices, String language) {
    String mark = " (" + Phrase.NEEDS_APPROVAL.in(language) + ")";
    return choices.stream()
        .filter(choice -> !withheld.contains(choice.id()))
        .map(choice -> approval.contains(choice.id()) ? marked(choice, mark) : choice)
        .toList();
  }

  private static Choice marked(Choice choice, String mark) {
    String label = choice.label();
    int most = LONGEST - mark.length();
    String some = label.length() <= most ? label : label.substring(0, most - 1) + "…";
    return new Choice(choice.id(), some + mark, choice.next());
  }
}
