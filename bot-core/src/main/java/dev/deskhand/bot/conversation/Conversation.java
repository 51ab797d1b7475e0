package dev.deskhand.bot.conversation;

import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.trees.WalkId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A conversation as its events tell it: who is being guided, and who was asked what. A question
 * names who may answer it; bystanders' words don't.
 *
 * @param open what each person was asked last and has not answered
 * @param walks each person's walks, in the order they began
 */
public record Conversation(
    Map<PersonId, Question> open, Map<PersonId, List<WalkId>> walks, List<RunId> runs) {

  /** Something that the bot itself wants to know, as opposed to a tree. */
  public sealed interface Question {
    record WhichOf(ConversationEvent.ChoiceOffered offered) implements Question {}

    record ValueOf(ConversationEvent.InputAsked asked) implements Question {}

    record FieldOf(ConversationEvent.FieldAsked asked) implements Question {}

    record ChangesOf(ConversationEvent.ChangesAsked asked) implements Question {}
  }

  public static final Conversation EMPTY = new Conversation(Map.of(), Map.of(), List.of());

  public Conversation {
    open = Collections.unmodifiableMap(new LinkedHashMap<>(open));
    walks = Collections.unmodifiableMap(new LinkedHashMap<>(walks));
    runs = List.copyOf(runs);
  }

  public Conversation apply(ConversationEvent event) {
    return switch (event) {
      case ConversationEvent.Said _ -> this;
      case ConversationEvent.WalkBegun begun -> begun(begun);
      case ConversationEvent.RunBegun begun -> begun(begun);
      case ConversationEvent.ChoiceOffered offered ->
          asked(offered.to(), new Question.WhichOf(offered));
      case ConversationEvent.InputAsked asked -> asked(asked.of(), new Question.ValueOf(asked));
      case ConversationEvent.FieldAsked asked -> asked(asked.of(), new Question.FieldOf(asked));
      case ConversationEvent.ChangesAsked asked -> asked(asked.of(), new Question.ChangesOf(asked));
      case ConversationEvent.QuestionSettled settled -> settled(settled.of());
    };
  }

  public Optional<Question> openFor(PersonId person) {
    return Optional.ofNullable(open.get(person));
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
    return new Conversation(settled(event.asker()).open, all, runs);
  }

  private Conversation begun(ConversationEvent.RunBegun event) {
    List<RunId> all = new ArrayList<>(runs);
    all.add(event.run());
    return new Conversation(settled(event.requester()).open, walks, all);
  }

  private Conversation asked(PersonId person, Question question) {
    Map<PersonId, Question> all = new LinkedHashMap<>(open);
    all.put(person, question);
    return new Conversation(all, walks, runs);
  }

  private Conversation settled(PersonId person) {
    Map<PersonId, Question> all = new LinkedHashMap<>(open);
    all.remove(person);
    return new Conversation(all, walks, runs);
  }
}
