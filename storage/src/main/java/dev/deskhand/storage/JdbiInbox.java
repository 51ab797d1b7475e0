package dev.deskhand.storage;

import dev.deskhand.journal.Delivery;
import dev.deskhand.journal.Inbox;
import dev.deskhand.journal.InboxId;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The inbox in its table. */
final class JdbiInbox implements Inbox {
  private final Writer writer;
  private final Reader reader;
  private final List<Consumer<InboxRow>> listeners = new CopyOnWriteArrayList<>();

  JdbiInbox(Writer writer, Reader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public Optional<InboxId> accept(Delivery delivery) {
    return writer.write(
        "accept delivery " + delivery.deliveryId() + " of " + delivery.source(),
        commit -> {
          Optional<InboxRow> row = InboxRows.insert(commit, delivery);
          row.ifPresent(accepted -> tell(commit, accepted));
          return row.map(InboxRow::id);
        });
  }

  @Override
  public List<InboxRow> pending(int partition, int limit) {
    return reader.ask(
        "find the waiting deliveries of partition " + partition,
        prepared -> InboxRows.waiting(prepared, partition, limit));
  }

  @Override
  public void quarantine(InboxId id, String reason) {
    writer.write(
        "quarantine inbox row " + id.value(),
        commit -> {
          InboxRows.quarantine(commit, id, reason);
          return id;
        });
  }

  @Override
  public Optional<String> outcome(TenantId tenant, String source, String deliveryId) {
    return reader.read(
        "find the outcome of delivery " + deliveryId + " of " + source,
        handle -> InboxRows.outcome(handle, tenant, source, deliveryId));
  }

  @Override
  public void onAccept(Consumer<InboxRow> listener) {
    listeners.add(listener);
  }

  private void tell(Commit commit, InboxRow accepted) {
    listeners.forEach(listener -> commit.afterwards(() -> listener.accept(accepted)));
  }
}
