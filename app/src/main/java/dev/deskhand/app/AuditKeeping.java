package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.Witnessing;
import dev.deskhand.audit.RestoreCheck;
import dev.deskhand.audit.SignedHead;
import dev.deskhand.audit.SigningKey;
import dev.deskhand.audit.witness.HeadFile;
import dev.deskhand.audit.witness.HttpWitness;
import dev.deskhand.audit.witness.Syslog;
import dev.deskhand.audit.witness.Witness;
import dev.deskhand.audit.witness.WitnessWorker;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.storage.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an installation does to keep its audit believable and its data no longer than it may. */
final class AuditKeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditKeeping.class);
  private static final String HEADS = "audit-heads.jsonl";

  private final WitnessWorker witnesses;
  private final RetentionWorker retention;

  private AuditKeeping(WitnessWorker witnesses, RetentionWorker retention) {
    this.witnesses = witnesses;
    this.retention = retention;
  }

  /** The key that signs heads and exports; made by the first start where none is configured. */
  static SigningKey key(Settings settings, Secrets secrets) {
    return settings
        .keeping()
        .witnessing()
        .key()
        .map(reference -> SigningKey.parse(secrets.resolve(reference)))
        .orElseGet(() -> SigningKey.in(settings.data()));
  }

  /** Where this machine notes the heads. */
  static Path heads(Settings settings) {
    return settings.keeping().witnessing().file().orElseGet(() -> settings.data().resolve(HEADS));
  }

  /** Freezes a database that is older than the last head that was noted. Before any work. */
  static void holdWhatWasRestored(
      Settings settings, Secrets secrets, Stores stores, InstantSource clock) {
    Path file = heads(settings);
    if (!file.toFile().exists()) {
      return;
    }
    try {
      Optional<SignedHead> last = new HeadFile(file).last(key(settings, secrets).check());
      last.flatMap(head -> new RestoreCheck(stores.journal(), clock).hold(TenantId.DEFAULT, head))
          .ifPresent(why -> LOG.warn("frozen: {}. Look at what was lost, then unfreeze", why));
    } catch (IOException e) {
      throw new UncheckedIOException("the witnessed heads in " + file + " can't be read", e);
    }
  }

  static AuditKeeping start(
      Settings settings, Secrets secrets, Stores stores, InstantSource clock) {
    WitnessWorker witnesses =
        new WitnessWorker(
            stores.journal(),
            TenantId.DEFAULT,
            key(settings, secrets),
            witnesses(settings, secrets),
            clock);
    return new AuditKeeping(
        witnesses.start(settings.keeping().witnessing().every()),
        new RetentionWorker(stores, settings.keeping().retention(), clock).start());
  }

  private static List<Witness> witnesses(Settings settings, Secrets secrets) {
    Witnessing witnessing = settings.keeping().witnessing();
    List<Witness> all = new ArrayList<>(List.of(new HeadFile(heads(settings))));
    witnessing.syslog().ifPresent(server -> all.add(new Syslog(server)));
    witnessing
        .http()
        .map(
            http ->
                http.token()
                    .map(token -> HttpWitness.withToken(http.url(), secrets.resolve(token)))
                    .orElseGet(() -> HttpWitness.open(http.url())))
        .ifPresent(all::add);
    return all;
  }

  /** Shows the last head; before the database is closed. */
  @Override
  public void close() {
    retention.close();
    witnesses.close();
  }
}
