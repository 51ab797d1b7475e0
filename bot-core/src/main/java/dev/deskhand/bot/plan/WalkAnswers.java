package dev.deskhand.bot.plan;

import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.journal.Personal;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.GivenFile;
import dev.deskhand.trees.Hearing;
import dev.deskhand.trees.Standing;
import dev.deskhand.trees.TreeWalker;
import dev.deskhand.trees.WalkId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out what words come to for a walk that waits for an answer. Pure. */
public final class WalkAnswers {
  private final IntentParser parser;

  public WalkAnswers(IntentParser parser) {
    this.parser = parser;
  }

  /**
   * What somebody's words come to for a walk of theirs.
   *
   * @return empty if it waits for nothing, or if they ask for something else
   */
  public Optional<Plan> answer(Request.OpenWalk open, Personal text, LocalDate today) {
    WalkId walk = open.walk().id();
    if (!(open.walk().opened().standing() instanceof Standing.AwaitingAnswer at)) {
      return Optional.empty();
    }
    Optional<TurnVerb> turn = Words.turn(text.value());
    if (turn.isPresent()) {
      return going(new Continuation.Turn(walk, turn.get()));
    }
    if (open.walk().awaitsFiles(at.node(), at.visit())) {
      return Optional.empty();
    }
    if (Words.takesUp(text.value())) {
      return going(new Continuation.TakeUp());
    }
    Interpretation read = parser.parse(new Utterance(text.value()));
    Optional<Answer> answer =
        TreeWalker.match(open.walk(), open.tree(), new Hearing(text, slotsOf(read), today));
    if (answer.isPresent()) {
      return going(
          new Continuation.Answer(
              walk,
              at.node(),
              at.visit(),
              new Continuation.Answered(answer.get(), Optional.of(text))));
    }
    if (Words.callsPerson(text.value())) {
      return going(new Continuation.Turn(walk, TurnVerb.PERSON));
    }
    return read instanceof Interpretation.Understood
        ? Optional.empty()
        : going(new Continuation.AskAgain(walk, text));
  }

  /** What files come to for a walk; empty if it asks for none, or if the words say otherwise. */
  static Optional<Plan> given(Request.OpenWalk open, List<GivenFile> files, Personal text) {
    return Words.turn(text.value()).isPresent()
        ? Optional.empty()
        : TreeWalker.wantingFile(open.walk(), open.tree())
            .flatMap(
                at ->
                    going(
                        new Continuation.Give(
                            open.walk().id(),
                            at.node(),
                            at.visit(),
                            files,
                            Optional.of(text).filter(it -> !it.value().isBlank()))));
  }

  private static Optional<Plan> going(Continuation what) {
    return Optional.of(new Plan.Continue(what));
  }

  private static Map<String, String> slotsOf(Interpretation read) {
    return switch (read) {
      case Interpretation.Understood understood -> values(understood.slots());
      case Interpretation.Ambiguous ambiguous -> values(ambiguous.slots());
      case Interpretation.Unrecognized _ -> Map.of();
    };
  }

  static Map<String, String> values(List<Slot> slots) {
    return slots.stream().collect(Collectors.toMap(Slot::name, Slot::value, (first, _) -> first));
  }
}
