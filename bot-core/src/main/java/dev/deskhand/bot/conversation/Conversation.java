package dev.deskhand.bot.conversation;

import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.trees.WalkId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A conversation as its events tell it: who is being guided, and who was asked what. A question
 * names who may answer it; bystanders' words don't.
 *
 * @param open what each person was asked last and has not answered
 * @param walks each person's walks, in the order they began
 * @param tickets those that each person spoke of here, the latest first
 * @param last what each person began last
 */
public record Conversation(
    Map<PersonId, Question> open,
    Map<PersonId, List<WalkId>> walks,
    List<RunId> runs,
    Map<PersonId, List<TicketRef>> tickets,
    Map<PersonId, LastRun> last) {
  private static final int MOST_TICKETS = 20;

  /**
   * A run that somebody began here.
   *
   * @param at when
   */
  public record LastRun(RunId run, Instant at) {}

  /** Something that the bot itself wants to know, as opposed to a tree. */
  public sealed interface Question {
    record WhichOf(ConversationEvent.ChoiceOffered offered) implements Question {}

    record ValueOf(ConversationEvent.InputAsked asked) implements Question {}

    record ConfirmationOf(ConversationEvent.ConfirmationAsked asked) implements Question {}

    record FieldOf(ConversationEvent.FieldAsked asked) implements Question {}

    record ChangesOf(ConversationEvent.ChangesAsked asked) implements Question {}

    record TicketOf(ConversationEvent.TicketAsked asked) implements Question {}
  }

  public static final Conversation EMPTY =
      new Conversation(Map.of(), Map.of(), List.of(), Map.of(), Map.of());

  public Conversation {
    open = Collections.unmodifiableMap(new LinkedHashMap<>(open));
    walks = Collections.unmodifiableMap(new LinkedHashMap<>(walks));
    runs = List.copyOf(runs);
    tickets = Map.copyOf(tickets);
    last = Map.copyOf(last);
  }

  public Conversation apply(ConversationEvent event) {
    return switch (event) {
      case ConversationEvent.Said _, ConversationEvent.SentenceRead _ -> this;
      case ConversationEvent.WalkBegun begun -> begun(begun);
      case ConversationEvent.RunBegun begun -> begun(begun);
      case ConversationEvent.TicketLinked(var whose, var ticket) -> linked(whose, ticket);
      case ConversationEvent.ChoiceOffered offered ->
          asked(offered.to(), new Question.WhichOf(offered));
      case ConversationEvent.InputAsked asked -> asked(asked.of(), new Question.ValueOf(asked));
      case ConversationEvent.ConfirmationAsked asked ->
          asked(asked.of(), new Question.ConfirmationOf(asked));
      case ConversationEvent.FieldAsked asked -> asked(asked.of(), new Question.FieldOf(asked));
      case ConversationEvent.ChangesAsked asked -> asked(asked.of(), new Question.ChangesOf(asked));
      case ConversationEvent.TicketAsked asked -> asked(asked.of(), new Question.TicketOf(asked));
      case ConversationEvent.QuestionSettled settled -> settled(settled.of());
    };
  }

  Conversation withoutQuestions() {
    return new Conversation(Map.of(), walks, runs, tickets, last);
  }

  public Optional<Question> openFor(PersonId person) {
    return Optional.ofNullable(open.get(person));
  }

  /** What a person was shown and has not said yes or no to; a yes may come too late. */
  public Optional<ConversationEvent.ConfirmationAsked> confirmationOf(PersonId person) {
    return openFor(person)
        .flatMap(
            question ->
                question instanceof Question.ConfirmationOf(var asked)
                    ? Optional.of(asked)
                    : Optional.empty());
  }

  /** The tickets that a person spoke of here, the latest first. */
  public List<TicketRef> ticketsOf(PersonId person) {
    return tickets.getOrDefault(person, List.of());
  }

  /** The run that a person began last here. */
  public Optional<LastRun> lastRunOf(PersonId person) {
    return Optional.ofNullable(last.get(person));
  }

  /** The same, knowing when a run was begun. */
  Conversation begunAt(ConversationEvent.RunBegun event, Instant at) {
    Map<PersonId, LastRun> all = new HashMap<>(last);
    all.put(event.requester(), new LastRun(event.run(), at));
    return new Conversation(open, walks, runs, tickets, all);
  }

  /** The walk that a person began last here; it may have ended since. */
  public Optional<WalkId> latestWalk(PersonId person) {
    List<WalkId> theirs = walks.getOrDefault(person, List.of());
    return theirs.isEmpty() ? Optional.empty() : Optional.of(theirs.getLast());
  }

  private Conversation begun(ConversationEvent.WalkBegun event) {
    Map<PersonId, List<WalkId>> all = new LinkedHashMap<>(walks);
    List<WalkId> theirs = new ArrayList<>(all.getOrDefault(event.asker(), List.of()));
    theirs.add(event.walk());
    all.put(event.asker(), List.copyOf(theirs));
    Conversation begun = new Conversation(settled(event.asker()).open, all, runs, tickets, last);
    return event.ticket().map(ticket -> begun.linked(event.asker(), ticket)).orElse(begun);
  }

  private Conversation begun(ConversationEvent.RunBegun event) {
    List<RunId> all = new ArrayList<>(runs);
    all.add(event.run());
    return new Conversation(settled(event.requester()).open, walks, all, tickets, last);
  }

  private Conversation asked(PersonId person, Question question) {
    Map<PersonId, Question> all = new LinkedHashMap<>(open);
    all.put(person, question);
    return new Conversation(all, walks, runs, tickets, last);
  }

  private Conversation settled(PersonId person) {
    Map<PersonId, Question> all = new LinkedHashMap<>(open);
    all.remove(person);
    return new Conversation(all, walks, runs, tickets, last);
  }

  private Conversation linked(PersonId person, TicketRef ticket) {
    Map<PersonId, List<TicketRef>> all = new HashMap<>(tickets);
    all.put(
        person,
        Stream.concat(Stream.of(ticket), ticketsOf(person).stream())
            .distinct()
            .limit(MOST_TICKETS)
            .toList());
    return new Conversation(open, walks, runs, all, last);
  }
}
