package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.audit.SigningKey;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.storage.Stores;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is looked after, and by whom; works beside a server that has the database open. */
final class MaintenanceOption {
  @Mixin private ConfigOption config;

  @Option(
      names = "--as",
      paramLabel = "PERSON",
      description = "Who does it, for the audit (default: the name of this account).")
  private @Nullable String person;

  Settings settings() {
    return config.settings();
  }

  /** Opens the database for one piece of work. */
  <T> T with(Function<Stores, T> work) {
    try (Stores stores =
        Stores.beside(
            Installation.database(config.settings(), config.references()),
            Installation.personalKeys(config.settings()),
            InstantSource.system())) {
      return work.apply(stores);
    }
  }

  SigningKey key() {
    return AuditKeeping.key(config.settings(), config.references());
  }

  Path heads() {
    return AuditKeeping.heads(config.settings());
  }

  PersonId actor() {
    String id = person == null ? System.getProperty("user.name") : person;
    if (!PersonId.isValid(id)) {
      throw new IllegalArgumentException("'" + id + "' is no person's id: name one with --as");
    }
    return new PersonId(id);
  }
}
