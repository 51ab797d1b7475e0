package dev.deskhand.bot;

import dev.deskhand.bot.json.InboundJson;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.journal.Inbox;

/** Makes requests durable. The bot works them afterwards. */
public final class Receiver implements Reception {
  private final Inbox inbox;
  private final InboundJson json;
  private final Precedence precedence;

  public Receiver(Inbox inbox, InboundJson json, Precedence precedence) {
    this.inbox = inbox;
    this.json = json;
    this.precedence = precedence;
  }

  @Override
  public Acceptance accept(Inbound inbound) {
    return precedence
        .receive(() -> inbox.accept(json.write(inbound)))
        .map(_ -> Acceptance.ACCEPTED)
        .orElse(Acceptance.DUPLICATE);
  }
}
