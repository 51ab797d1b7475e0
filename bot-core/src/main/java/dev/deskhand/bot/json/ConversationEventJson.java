package dev.deskhand.bot.json;

import static java.util.Map.entry;

import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.TenantId;
import java.util.Map;

/** Conversation events as the journal keeps them. */
public final class ConversationEventJson {
  private static final String SAID = "said";
  private static final String READ = "sentence-read";

  private static final Named<ConversationEvent> KINDS =
      new Named<>(
          Map.ofEntries(
              entry(SAID, ConversationEvent.Said.class),
              entry(READ, ConversationEvent.SentenceRead.class),
              entry("walk-begun", ConversationEvent.WalkBegun.class),
              entry("run-begun", ConversationEvent.RunBegun.class),
              entry("ticket-linked", ConversationEvent.TicketLinked.class),
              entry("choice-offered", ConversationEvent.ChoiceOffered.class),
              entry("input-asked", ConversationEvent.InputAsked.class),
              entry("confirmation-asked", ConversationEvent.ConfirmationAsked.class),
              entry("field-asked", ConversationEvent.FieldAsked.class),
              entry("changes-asked", ConversationEvent.ChangesAsked.class),
              entry("ticket-asked", ConversationEvent.TicketAsked.class),
              entry("question-settled", ConversationEvent.QuestionSettled.class)));

  private final Binding binding;

  public ConversationEventJson(PersonalVault vault) {
    binding = new Binding(vault);
  }

  public Event write(TenantId tenant, ConversationEvent event) {
    return new Event(KINDS.nameOf(event), Named.VERSION, binding.print(tenant, event));
  }

  /** False for what was merely said and read: it changes nothing, and seals take time to open. */
  public boolean shapes(RecordedEvent recorded) {
    return !recorded.event().type().equals(SAID) && !isReading(recorded);
  }

  /** True where a sentence was read. */
  public boolean isReading(RecordedEvent recorded) {
    return recorded.event().type().equals(READ);
  }

  public ConversationEvent read(RecordedEvent recorded) {
    Event event = recorded.event();
    return binding.parse(
        recorded.key().tenant(), event.body(), KINDS.typeOf(event.type(), event.version()));
  }
}
