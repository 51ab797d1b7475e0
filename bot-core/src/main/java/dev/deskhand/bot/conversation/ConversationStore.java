package dev.deskhand.bot.conversation;

import dev.deskhand.bot.json.ConversationEventJson;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import java.util.List;
import java.util.Optional;

/** Conversations in the journal. Thread-safe. */
public final class ConversationStore {
  private final Journal journal;
  private final ConversationEventJson json;

  public ConversationStore(Journal journal, PersonalVault vault) {
    this.journal = journal;
    this.json = new ConversationEventJson(vault);
  }

  /** A conversation and the event up to which it is known. */
  public record Stored(StreamKey key, long sequence, Conversation conversation) {}

  public Stored load(TenantId tenant, ConversationId id) {
    History history = journal.read(new StreamKey(tenant, id.stream()));
    Conversation conversation = Conversation.EMPTY;
    for (RecordedEvent recorded : history.events()) {
      if (json.shapes(recorded)) {
        conversation = conversation.apply(json.read(recorded));
      }
    }
    return new Stored(history.key(), history.sequence(), conversation);
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
                      ConversationEvent.ChoiceOffered _,
                      ConversationEvent.InputAsked _,
                      ConversationEvent.FieldAsked _,
                      ConversationEvent.ChangesAsked _,
                      ConversationEvent.QuestionSettled _ ->
                      false;
                })
        .findFirst();
  }
}
