package dev.deskhand.audit.witness;

import dev.deskhand.audit.SignedHead;
import dev.deskhand.audit.SigningKey;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the signed head to every witness, at intervals, and once more at the end. A witness that
 * can't be reached is told of in the log, and shown the then newest head the next time. A head that
 * a witness has seen is not shown to it again.
 */
public final class WitnessWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WitnessWorker.class);

  private final Journal journal;
  private final TenantId tenant;
  private final SigningKey key;
  private final List<Witness> witnesses;
  private final InstantSource clock;
  private final Map<String, String> shown = new HashMap<>();
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("audit-witness").factory());

  public WitnessWorker(
      Journal journal,
      TenantId tenant,
      SigningKey key,
      List<Witness> witnesses,
      InstantSource clock) {
    this.journal = journal;
    this.tenant = tenant;
    this.key = key;
    this.witnesses = List.copyOf(witnesses);
    this.clock = clock;
  }

  /** Begins, the first time after one interval. */
  public WitnessWorker start(Duration every) {
    var _ =
        timer.scheduleWithFixedDelay(
            this::show, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  /** Shows the newest head to every witness that has not seen it. */
  public synchronized void show() {
    try {
      journal.auditHead(tenant).ifPresent(this::show);
    } catch (JournalException e) {
      LOG.warn("audit: no head to show to witnesses: {}", e.getMessage());
    }
  }

  private void show(AuditRecord last) {
    Optional<SignedHead> head = Optional.empty();
    for (Witness witness : witnesses) {
      if (!last.hash().equals(shown.get(witness.name()))) {
        SignedHead signed = head.orElseGet(() -> SignedHead.sign(last, clock.instant(), key));
        head = Optional.of(signed);
        show(witness, signed);
      }
    }
  }

  private void show(Witness witness, SignedHead head) {
    try {
      witness.show(head);
      shown.put(witness.name(), head.hash());
      LOG.info("audit: entry={} witnessed by {}", head.index(), witness.name());
    } catch (IOException e) {
      LOG.warn(
          "audit: entry={} is not witnessed by {}, and is tried again: {}",
          head.index(),
          witness.name(),
          e.toString());
    }
  }

  /** Shows the last head; call it before the journal is closed. */
  @Override
  public void close() {
    timer.shutdownNow();
    show();
    for (Witness witness : witnesses) {
      if (witness instanceof HttpWitness http) {
        http.close();
      }
    }
  }
}
