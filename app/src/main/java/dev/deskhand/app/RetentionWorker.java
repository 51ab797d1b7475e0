package dev.deskhand.app;

import dev.deskhand.app.config.Settings.Retention;
import dev.deskhand.audit.MaintenanceEntries;
import dev.deskhand.bot.OneTimeSecrets;
import dev.deskhand.bot.file.Uploads;
import dev.deskhand.bot.hint.HintStore;
import dev.deskhand.bot.limit.Counters;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.ApiTokens;
import dev.deskhand.permissions.LinkCodes;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.storage.Stores;
import dev.deskhand.trees.WalkStore;
import dev.deskhand.web.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what has served its time, once a day. */
final class RetentionWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionWorker.class);
  private static final String ACTOR = "deskhand";
  private static final Duration FIRST = Duration.ofMinutes(10);
  private static final Duration EVERY = Duration.ofDays(1);

  /** The walk that asked for one has its own by then, and for the others nobody asked. */
  private static final int DAYS_OF_UPLOADS = 2;

  /** Of what a history consists; when they have ended, nothing refers to them any more. */
  private static final List<String> HISTORY =
      List.of(
          RunId.KIND,
          WalkStore.KIND,
          CaseStore.KIND,
          OneTimeSecrets.KIND,
          LinkCodes.KIND,
          LinkCodes.TRIES,
          Sessions.KIND,
          Sessions.LOGIN,
          ApiTokens.USES,
          HintStore.KIND,
          Counters.KIND);

  private final Stores stores;
  private final Retention retention;
  private final InstantSource clock;
  private final TenantId tenant = TenantId.DEFAULT;
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("retention").factory());

  RetentionWorker(Stores stores, Retention retention, InstantSource clock) {
    this.stores = stores;
    this.retention = retention;
    this.clock = clock;
  }

  RetentionWorker start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::attempt, FIRST.toMinutes(), EVERY.toMinutes(), TimeUnit.MINUTES);
    return this;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void attempt() {
    try {
      apply().forEach((what, count) -> LOG.info("retention: {} {} deleted", count, what));
    } catch (JournalException e) {
      LOG.warn("retention failed, and is tried again in a day: {}", e.getMessage());
    }
  }

  /** Deletes all that is due; returns how many of each class. */
  Map<String, Integer> apply() {
    Map<String, Integer> deleted = new TreeMap<>();
    deleted.put(
        "uploads",
        all(
            () ->
                stores
                    .retention()
                    .forgetStreams(tenant, List.of(Uploads.KIND), before(DAYS_OF_UPLOADS))));
    retention
        .requests()
        .ifPresent(
            days ->
                deleted.put(
                    "requests", all(() -> stores.retention().emptyRequests(tenant, before(days)))));
    retention
        .history()
        .ifPresent(
            days ->
                deleted.put(
                    "histories",
                    all(() -> stores.retention().forgetStreams(tenant, HISTORY, before(days)))));
    retention.audit().ifPresent(days -> deleted.put("audit entries", all(() -> shorten(days))));
    return deleted;
  }

  private int shorten(int days) {
    return stores
        .retention()
        .shortenAudit(
            tenant,
            before(days),
            last ->
                MaintenanceEntries.retained(
                    Micros.now(clock), ACTOR, last.index(), last.hash(), days));
  }

  private Instant before(int days) {
    return Micros.now(clock).minus(Duration.ofDays(days));
  }

  private static int all(IntSupplier piece) {
    int total = 0;
    int done = piece.getAsInt();
    while (done > 0) {
      total += done;
      done = piece.getAsInt();
    }
    return total;
  }
}
