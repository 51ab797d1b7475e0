package dev.deskhand.torture;

import dev.deskhand.journal.Delivery;
import dev.deskhand.journal.Inbox;
import dev.deskhand.journal.InboxId;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An inbox under which the engine dies. */
final class MortalInbox implements Inbox {
  private final Inbox inbox;
  private final Halt halt;

  MortalInbox(Inbox inbox, Halt halt) {
    this.inbox = inbox;
    this.halt = halt;
  }

  @Override
  public Optional<InboxId> accept(Delivery delivery) {
    halt.pass(Point.BEFORE_ACCEPT);
    Optional<InboxId> id = inbox.accept(delivery);
    halt.pass(Point.AFTER_ACCEPT);
    return id;
  }

  @Override
  public List<InboxRow> pending(int partition, int limit) {
    halt.check();
    return inbox.pending(partition, limit);
  }

  @Override
  public void quarantine(InboxId id, String reason) {
    halt.check();
    inbox.quarantine(id, reason);
  }

  @Override
  public Optional<String> outcome(TenantId tenant, String source, String deliveryId) {
    return inbox.outcome(tenant, source, deliveryId);
  }

  @Override
  public void onAccept(Consumer<InboxRow> listener) {
    inbox.onAccept(listener);
  }
}
