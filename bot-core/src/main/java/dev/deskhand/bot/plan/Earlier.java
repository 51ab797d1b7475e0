package dev.deskhand.bot.plan;

import dev.deskhand.bot.conversation.Conversation.LastRun;
import dev.deskhand.bot.conversation.ConversationEvent.Assent;
import dev.deskhand.bot.conversation.ConversationEvent.ConfirmationAsked;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.journal.Personal;
import dev.deskhand.trees.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody says about what they were shown, or began a short while ago: a yes or no, the same
 * for something else, or something else instead. Pure.
 */
final class Earlier {
  /** For how long "that" and "the same" mean what was begun before. */
  private static final Duration MEMORY = Duration.ofMinutes(30);

  /** For how long a yes to what somebody was shown counts. */
  private static final Duration SHOWN = Duration.ofMinutes(15);

  private Earlier() {}

  /** A yes or no in words to what this person was shown, if nothing was asked since. */
  static Optional<Plan> answer(Request request, Personal text) {
    return request
        .conversation()
        .confirmationOf(request.principal().id())
        .filter(asked -> request.walk().filter(walk -> asksSince(walk, asked)).isEmpty())
        .flatMap(
            asked -> {
              if (Words.agrees(text.value())) {
                return Optional.of(confirmed(request, asked));
              }
              return Words.disagrees(text.value())
                  ? Optional.of(new Plan.Drop())
                  : Optional.empty();
            });
  }

  private static boolean asksSince(Request.OpenWalk open, ConfirmationAsked asked) {
    return open.walk().standing() instanceof Standing.AwaitingAnswer
        && open.since().isAfter(asked.at());
  }

  /** A yes or no by a button, which counts if it is the one of the question that is open. */
  static Plan pressed(Request request, ButtonAction action) {
    Optional<ConfirmationAsked> open =
        request.conversation().confirmationOf(request.principal().id());
    if (open.filter(it -> ButtonReader.confirm(it.id()).equals(action)).isPresent()) {
      return confirmed(request, open.get());
    }
    return open.filter(it -> ButtonReader.refuse(it.id()).equals(action)).isPresent()
        ? new Plan.Drop()
        : new Plan.Decline(Replies.staleConfirmation(), "no such confirmation is open");
  }

  private static Plan confirmed(Request request, ConfirmationAsked asked) {
    return isLate(request, asked)
        ? new Plan.Decline(Replies.lateConfirmation(), "a yes that came too late")
        : new Plan.StartRunbook(
            asked.runbook(),
            asked.given(),
            asked.request(),
            asked.offer(),
            Assent.INFERRED,
            Optional.of(asked.digest()));
  }

  /** What this person began here a short while ago, which "that" and "the same" can mean. */
  static Optional<LastRun> recent(Request request) {
    Instant since = request.around().now().toInstant().minus(MEMORY);
    return request
        .conversation()
        .lastRunOf(request.principal().id())
        .filter(last -> last.at().isAfter(since))
        .filter(_ -> request.around().withDesk().isEmpty());
  }

  /** The same for something else, or something else instead of what was shown. */
  static Optional<Plan> again(Request request, Personal text) {
    boolean isShown =
        request
            .conversation()
            .confirmationOf(request.principal().id())
            .filter(asked -> !isLate(request, asked))
            .isPresent();
    Optional<Plan> other =
        Referring.same(text.value())
            .<Plan>map(name -> new Plan.Again(name, Plan.Again.Way.SAME, text))
            .or(
                () ->
                    Referring.also(text.value())
                        .map(name -> new Plan.Again(name, Plan.Again.Way.ALSO, text)));
    if (isShown) {
      return other.or(
          () ->
              Referring.instead(text.value())
                  .map(name -> new Plan.Again(name, Plan.Again.Way.INSTEAD, text)));
    }
    boolean isFree =
        request.walk().isEmpty()
            && request.conversation().openFor(request.principal().id()).isEmpty();
    return isFree && recent(request).isPresent() ? other : Optional.empty();
  }

  private static boolean isLate(Request request, ConfirmationAsked asked) {
    return request.around().now().toInstant().isAfter(asked.at().plus(SHOWN));
  }
}
