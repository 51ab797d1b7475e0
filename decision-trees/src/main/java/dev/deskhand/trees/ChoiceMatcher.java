package dev.deskhand.trees;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finds the choice that somebody's words mean. Tried in order: the whole label or name, a number, a
 * yes or no, a clear part of one label. What could mean two choices means none: asking again is
 * cheap, a wrong turn is not.
 */
final class ChoiceMatcher {
  private final List<Choice> choices;
  private final List<Words> labels;

  ChoiceMatcher(List<Choice> choices) {
    this.choices = choices;
    this.labels = choices.stream().map(choice -> Words.of(choice.label())).toList();
  }

  Optional<ChoiceId> match(String text) {
    Words said = Words.of(text);
    if (said.isEmpty()) {
      return Optional.empty();
    }
    return whole(said)
        .or(() -> Ordinals.position(said, choices.size()).map(at -> choices.get(at).id()))
        .or(() -> yesOrNo(said))
        .or(() -> partOfOne(said));
  }

  private Optional<ChoiceId> whole(Words said) {
    return only(at -> labels.get(at).equals(said) || nameOf(at).equals(said));
  }

  /** Only where exactly one choice says yes and exactly one says no. */
  private Optional<ChoiceId> yesOrNo(Words said) {
    Optional<ChoiceId> yes = only(at -> YesOrNo.isYes(nameOf(at), labels.get(at)));
    Optional<ChoiceId> no = only(at -> YesOrNo.isNo(nameOf(at), labels.get(at)));
    if (yes.isEmpty() || no.isEmpty()) {
      return Optional.empty();
    }
    return switch (YesOrNo.of(said)) {
      case YES -> yes;
      case NO -> no;
      case UNCLEAR -> Optional.empty();
    };
  }

  /** "Authentication failed" means the label "It says that authentication failed". */
  private Optional<ChoiceId> partOfOne(Words said) {
    return only(at -> labels.get(at).resembles(said));
  }

  private Words nameOf(int at) {
    return Words.of(choices.get(at).id().value());
  }

  private Optional<ChoiceId> only(IntPredicate fits) {
    List<ChoiceId> fitting =
        IntStream.range(0, choices.size())
            .filter(fits)
            .mapToObj(at -> choices.get(at).id())
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }
}
