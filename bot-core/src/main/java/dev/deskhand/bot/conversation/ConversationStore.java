package dev.deskhand.bot.conversation;

import dev.deskhand.bot.json.ConversationEventJson;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.LatestKept;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Conversations in the journal. Thread-safe. */
public final class ConversationStore {
  private static final int MOST = 1_000;

  private final Journal journal;
  private final ConversationEventJson json;

  private final Map<StreamKey, Remembered> remembered =
      Collections.synchronizedMap(new LatestKept<>(MOST));

  public ConversationStore(Journal journal, PersonalVault vault) {
    this.journal = journal;
    this.json = new ConversationEventJson(vault);
  }

  /** A conversation and the event up to which it is known. */
  public record Stored(StreamKey key, long sequence, Conversation conversation) {}

  /**
   * What is known of a conversation from before; nobody's words are in it but sealed, so that what
   * is erased is gone from here, too.
   *
   * @param settled all but the open questions
   * @param asked the events that opened them, as they are stored
   */
  private record Remembered(
      long sequence, Conversation settled, Map<PersonId, RecordedEvent> asked) {
    static final Remembered NOTHING = new Remembered(0, Conversation.EMPTY, Map.of());

    Remembered {
      asked = Map.copyOf(asked);
    }
  }

  /** Reads what is new since it was last read here: people talk with a bot for years. */
  public Stored load(TenantId tenant, ConversationId id) {
    StreamKey key = new StreamKey(tenant, id.stream());
    Remembered before = remembered.getOrDefault(key, Remembered.NOTHING);
    History history = journal.read(key, before.sequence());
    Conversation conversation = before.settled();
    Map<PersonId, RecordedEvent> asked = new HashMap<>();
    for (RecordedEvent event : both(before.asked().values(), history.events())) {
      if (json.shapes(event)) {
        Conversation next = after(conversation, event);
        noteAsked(asked, conversation, next, event);
        conversation = next;
      }
    }
    if (history.sequence() > 0) {
      remembered.put(
          key, new Remembered(history.sequence(), conversation.withoutQuestions(), asked));
    }
    return new Stored(key, history.sequence(), conversation);
  }

  private Conversation after(Conversation before, RecordedEvent recorded) {
    ConversationEvent event = json.read(recorded);
    Conversation after = before.apply(event);
    return event instanceof ConversationEvent.RunBegun begun
        ? after.begunAt(begun, recorded.at())
        : after;
  }

  private static List<RecordedEvent> both(
      Collection<RecordedEvent> asked, List<RecordedEvent> since) {
    return Stream.concat(asked.stream(), since.stream()).toList();
  }

  private static void noteAsked(
      Map<PersonId, RecordedEvent> asked,
      Conversation before,
      Conversation after,
      RecordedEvent event) {
    asked.keySet().retainAll(after.open().keySet());
    after
        .open()
        .forEach(
            (person, question) -> {
              if (!before.openFor(person).equals(Optional.of(question))) {
                asked.put(person, event);
              }
            });
  }

  /** Adds events to an append. */
  public void write(Append.Builder into, Stored stored, List<ConversationEvent> events) {
    if (!events.isEmpty()) {
      into.to(
          stored.key().stream(),
          stored.sequence(),
          StreamState.asleep(),
          events.stream().map(event -> json.write(stored.key().tenant(), event)).toList());
    }
  }

  /** What somebody asked, in their own words, when a walk or run began here. */
  public Optional<ConversationEvent> beginning(TenantId tenant, ConversationId id, String begun) {
    return journal.read(new StreamKey(tenant, id.stream())).events().stream()
        .filter(json::shapes)
        .map(json::read)
        .filter(
            event ->
                switch (event) {
                  case ConversationEvent.WalkBegun walk -> walk.walk().toString().equals(begun);
                  case ConversationEvent.RunBegun run -> run.run().toString().equals(begun);
                  case ConversationEvent.Said _,
                      ConversationEvent.SentenceRead _,
                      ConversationEvent.TicketLinked _,
                      ConversationEvent.ChoiceOffered _,
                      ConversationEvent.InputAsked _,
                      ConversationEvent.ConfirmationAsked _,
                      ConversationEvent.FieldAsked _,
                      ConversationEvent.ChangesAsked _,
                      ConversationEvent.TicketAsked _,
                      ConversationEvent.QuestionSettled _ ->
                      false;
                })
        .findFirst();
  }
}
