package dev.deskhand.desks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.journal.JournalException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers what was accepted, and takes each delivery once as the inbox does. */
public final class RecordingReception implements Reception {
  private final Set<String> deliveries = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Inbound.TicketEvent> events = new LinkedBlockingQueue<>();
  private volatile boolean broken;

  @Override
  public Acceptance accept(Inbound inbound) {
    if (broken) {
      throw new JournalException("the disk is full");
    }
    Envelope envelope = inbound.envelope();
    if (!deliveries.add(envelope.source() + " " + envelope.deliveryId())) {
      return Acceptance.DUPLICATE;
    }
    events.add((Inbound.TicketEvent) inbound);
    return Acceptance.ACCEPTED;
  }

  /** From now on nothing can be stored. */
  public void breakDown() {
    broken = true;
  }

  /** The next event, waiting for it. */
  public Inbound.TicketEvent next() {
    try {
      return Objects.requireNonNull(events.poll(30, TimeUnit.SECONDS), "no event came within 30 s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an event", e);
    }
  }

  public void assertNothing() {
    assertThat(events).isEmpty();
  }
}
