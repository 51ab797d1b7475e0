package dev.deskhand.bot.hint;

import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.hint.HintEvent.Cause;
import dev.deskhand.bot.hint.HintEvent.How;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what of a request tells how sentences should be understood. At most {@value #MOST} hints
 * of a person in a month are kept, each sentence once, and none of more than {@value Hint#LONGEST}
 * characters: it would be no example. Pure.
 */
public final class HintDecider {
  static final int MOST = 50;

  /** For so long what somebody begins may be what their sentence before had meant. */
  private static final Duration MEMORY = Duration.ofMinutes(15);

  private HintDecider() {}

  /**
   * What came of one request.
   *
   * @param id of a hint, if it is one
   * @param refused what they said no to, if they did
   * @param begun what they began, if anything
   */
  public record Moment(
      String id,
      PersonId person,
      Instant at,
      List<ConversationEvent> events,
      Optional<ConversationEvent.ConfirmationAsked> refused,
      Optional<Begun> begun) {
    public Moment {
      events = List.copyOf(events);
    }

    /** Whether it could tell anything. */
    public boolean isTelling() {
      return begun.isPresent() || missed(this).isPresent();
    }
  }

  /**
   * What somebody began.
   *
   * @param request their words for it
   * @param how they began it
   */
  public record Begun(Intent intent, String request, How how) {}

  /**
   * What has to be noted.
   *
   * @param known this person's hints, in order
   */
  public static List<HintEvent> decide(Moment moment, List<Hint> known) {
    List<HintEvent> events = new ArrayList<>();
    missed(moment)
        .filter(it -> known.size() < MOST)
        .filter(it -> known.stream().noneMatch(hint -> hint.says(it.text().value())))
        .ifPresent(events::add);
    moment.begun().flatMap(begun -> meant(begun, moment.at(), known)).ifPresent(events::add);
    return events;
  }

  private static Optional<HintEvent.Missed> missed(Moment moment) {
    return offered(moment)
        .or(() -> unknown(moment))
        .or(
            () ->
                moment
                    .refused()
                    .map(
                        it ->
                            new HintEvent.Missed(
                                moment.id(),
                                it.request(),
                                Cause.REFUSED,
                                List.of(
                                    new Intent(
                                        Intent.Kind.RUNBOOK,
                                        it.runbook().value(),
                                        it.runbook().value())))))
        .filter(it -> isExample(it.text()));
  }

  private static Optional<HintEvent.Missed> offered(Moment moment) {
    return events(moment, ConversationEvent.ChoiceOffered.class)
        .map(it -> new HintEvent.Missed(moment.id(), it.request(), Cause.UNSURE, it.candidates()));
  }

  private static Optional<HintEvent.Missed> unknown(Moment moment) {
    return events(moment, ConversationEvent.SentenceRead.class)
        .filter(it -> it.came() != ConversationEvent.Came.UNDERSTOOD)
        .map(it -> new HintEvent.Missed(moment.id(), it.text(), Cause.UNKNOWN, List.of()));
  }

  private static <T> Optional<T> events(Moment moment, Class<T> kind) {
    return moment.events().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  private static boolean isExample(Personal text) {
    return !text.value().isBlank() && text.value().length() <= Hint.LONGEST;
  }

  private static Optional<HintEvent> meant(Begun begun, Instant now, List<Hint> known) {
    Optional<Hint> picked =
        known.stream()
            .filter(hint -> hint.isOpen() && hint.says(begun.request()))
            .filter(hint -> isOffered(hint, begun.intent()))
            .findFirst();
    return picked
        .map(hint -> new HintEvent.Meant(hint.id(), begun.intent(), How.PICKED))
        .or(
            () ->
                lastOpen(known, now)
                    .filter(hint -> !hint.says(begun.request()))
                    .filter(
                        hint -> hint.cause() != Cause.REFUSED || !isOffered(hint, begun.intent()))
                    .map(hint -> new HintEvent.Meant(hint.id(), begun.intent(), begun.how())))
        .map(HintEvent.class::cast);
  }

  private static Optional<Hint> lastOpen(List<Hint> known, Instant now) {
    return known.stream()
        .filter(hint -> hint.isOpen() && hint.at().plus(MEMORY).isAfter(now))
        .reduce((_, later) -> later);
  }

  private static boolean isOffered(Hint hint, Intent intent) {
    return hint.offered().stream()
        .anyMatch(it -> it.kind() == intent.kind() && it.id().equals(intent.id()));
  }
}
