package dev.deskhand.bot.json;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.journal.Delivery;
import dev.deskhand.journal.PersonalVault;
import java.util.Map;

/** Requests as the inbox keeps them. */
public final class InboundJson {
  private static final Named<Inbound> KINDS =
      new Named<>(
          Map.of(
              "chat-message", Inbound.ChatMessage.class,
              "slash-command", Inbound.SlashCommand.class,
              "button-click", Inbound.ButtonClick.class,
              "form-submission", Inbound.FormSubmission.class,
              "ticket-event", Inbound.TicketEvent.class,
              "hook-call", Inbound.HookCall.class));

  private final Binding binding;

  public InboundJson(PersonalVault vault) {
    binding = new Binding(vault);
  }

  /** The delivery that stores a request; its lane is its conversation. */
  public Delivery write(Inbound inbound) {
    var envelope = inbound.envelope();
    return new Delivery(
        envelope.tenant(),
        envelope.source(),
        envelope.deliveryId(),
        envelope.conversation().stream().toString(),
        KINDS.nameOf(inbound),
        Named.VERSION,
        binding.print(envelope.tenant(), inbound));
  }

  public Inbound read(Delivery delivery) {
    return binding.parse(
        delivery.tenant(), delivery.body(), KINDS.typeOf(delivery.type(), delivery.version()));
  }
}
