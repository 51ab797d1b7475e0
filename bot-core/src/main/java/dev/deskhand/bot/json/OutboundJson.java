package dev.deskhand.bot.json;

import dev.deskhand.bot.message.Outbound;
import dev.deskhand.journal.OutboxRow;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import java.util.Map;

/** Deliveries as the outbox keeps them. A conversation is a lane, and so is a ticket. */
public final class OutboundJson {
  private static final Named<Outbound> KINDS =
      new Named<>(
          Map.of(
              "channel-post", Outbound.ChannelPost.class,
              "signpost", Outbound.Signpost.class,
              "ticket-opening", Outbound.TicketOpening.class,
              "ticket-note", Outbound.TicketNote.class,
              "ticket-files", Outbound.TicketFiles.class,
              "ticket-transition", Outbound.TicketTransition.class));

  private final Binding binding;

  public OutboundJson(PersonalVault vault) {
    binding = new Binding(vault);
  }

  public OutboxRow write(TenantId tenant, Outbound outbound) {
    return new OutboxRow(
        outbound.key(),
        lane(outbound),
        KINDS.nameOf(outbound),
        Named.VERSION,
        binding.print(tenant, outbound));
  }

  public Outbound read(TenantId tenant, OutboxRow row) {
    return binding.parse(tenant, row.body(), KINDS.typeOf(row.type(), row.version()));
  }

  private static String lane(Outbound outbound) {
    return switch (outbound) {
      case Outbound.ChannelPost post -> post.conversation().stream().toString();
      case Outbound.Signpost signpost -> signpost.conversation().stream().toString();
      case Outbound.TicketOpening opening -> "desk/" + opening.desk();
      case Outbound.TicketNote note -> "ticket/" + note.ticket();
      case Outbound.TicketFiles files -> "ticket/" + files.ticket();
      case Outbound.TicketTransition transition -> "ticket/" + transition.ticket();
    };
  }
}
