package dev.deskhand.bot.json;

import dev.deskhand.bot.hint.HintEvent;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.TenantId;
import java.util.Map;

/** Hints' events as the journal keeps them. */
public final class HintEventJson {
  private static final Named<HintEvent> KINDS =
      new Named<>(
          Map.of(
              "sentence-missed", HintEvent.Missed.class,
              "sentence-meant", HintEvent.Meant.class,
              "hint-judged", HintEvent.Judged.class));

  private final Binding binding;

  public HintEventJson(PersonalVault vault) {
    binding = new Binding(vault);
  }

  public Event write(TenantId tenant, HintEvent event) {
    return new Event(KINDS.nameOf(event), Named.VERSION, binding.print(tenant, event));
  }

  public HintEvent read(RecordedEvent recorded) {
    Event event = recorded.event();
    return binding.parse(
        recorded.key().tenant(), event.body(), KINDS.typeOf(event.type(), event.version()));
  }
}
