package dev.deskhand.bot;

import dev.deskhand.bot.json.InboundJson;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.journal.Inbox;

/** Makes requests durable. The bot works them afterwards. */
public final class Receiver implements Reception {
  private final Inbox inbox;
  private final InboundJson json;

  public Receiver(Inbox inbox, InboundJson json) {
    this.inbox = inbox;
    this.json = json;
  }

  @Override
  public Acceptance accept(Inbound inbound) {
    return inbox.accept(json.write(inbound)).isPresent()
        ? Acceptance.ACCEPTED
        : Acceptance.DUPLICATE;
  }
}
