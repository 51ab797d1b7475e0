package dev.deskhand.bot.json;

import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.TenantId;
import java.util.Map;

/** Conversation events as the journal keeps them. */
public final class ConversationEventJson {
  private static final String SAID = "said";

  private static final Named<ConversationEvent> KINDS =
      new Named<>(
          Map.of(
              SAID,
              ConversationEvent.Said.class,
              "walk-begun",
              ConversationEvent.WalkBegun.class,
              "run-begun",
              ConversationEvent.RunBegun.class,
              "choice-offered",
              ConversationEvent.ChoiceOffered.class,
              "input-asked",
              ConversationEvent.InputAsked.class,
              "field-asked",
              ConversationEvent.FieldAsked.class,
              "changes-asked",
              ConversationEvent.ChangesAsked.class,
              "question-settled",
              ConversationEvent.QuestionSettled.class));

  private final Binding binding;

  public ConversationEventJson(PersonalVault vault) {
    binding = new Binding(vault);
  }

  public Event write(TenantId tenant, ConversationEvent event) {
    return new Event(KINDS.nameOf(event), Named.VERSION, binding.print(tenant, event));
  }

  /** False for what was merely said: it changes nothing, and to open its seal takes time. */
  public boolean shapes(RecordedEvent recorded) {
    return !recorded.event().type().equals(SAID);
  }

  public ConversationEvent read(RecordedEvent recorded) {
    Event event = recorded.event();
    return binding.parse(
        recorded.key().tenant(), event.body(), KINDS.typeOf(event.type(), event.version()));
  }
}
