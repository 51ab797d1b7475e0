package dev.deskhand.app;

import dev.deskhand.audit.SigningKey;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.TenantId;
import dev.deskhand.web.LoginKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes the keys that lie in the data folder; the audit says so. */
@Command(
    name = "keys",
    description = "Changes the keys that lie in the data folder.",
    subcommands = {KeysCommand.Rotate.class, KeysCommand.Retire.class})
final class KeysCommand {
  /** The keys that Deskhand makes itself. */
  enum Key {
    /** Signs login links, sessions, the command line's tokens, and links of offers. */
    LOGIN,
    /** Signs heads and exports of the audit. */
    AUDIT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The audit says so first: no key changes without it. */
  private static void note(MaintenanceOption option, String action, Key key, String impact) {
    AuditEntry entry =
        new AuditEntry(
            Micros.now(InstantSource.system()),
            option.actor().value(),
            action,
            "key/" + key,
            AuditEntry.Grounds.of("asked for it at the shell"),
            new AuditEntry.Consequence(impact, "none", List.of()));
    option.with(
        stores -> {
          stores.journal().append(Append.in(TenantId.DEFAULT).audit(entry).build());
          return entry;
        });
  }

  @Command(
      name = "rotate",
      description = "Makes a new key; what the one before signed is still accepted.")
  static final class Rotate implements Callable<Integer> {
    @Mixin private MaintenanceOption option;

    @Parameters(paramLabel = "KEY", description = "${COMPLETION-CANDIDATES}.")
    private Key key;

    @Override
    public Integer call() {
      if (key == Key.AUDIT && option.settings().keeping().witnessing().key().isPresent()) {
        throw new IllegalArgumentException(
            "the key is not in the data folder, but where 'audit' in deskhand.yaml says: put a new"
                + " one there, and behind it the public halves of those before it");
      }
      note(option, "key-rotated", key, "a new key signs from the next start on");
      switch (key) {
        case LOGIN -> LoginKey.rotate(option.settings().data());
        case AUDIT ->
            System.out.println(
                "Signs from now on: " + SigningKey.rotate(option.settings().data()).check().id());
      }
      System.out.println("Start the server again, so that it knows.");
      return 0;
    }
  }

  @Command(name = "retire", description = "Ends that what the login key before signed is accepted.")
  static final class Retire implements Callable<Integer> {
    @Mixin private MaintenanceOption option;

    @Override
    public Integer call() {
      note(option, "key-retired", Key.LOGIN, "what the key before signed is worth nothing");
      LoginKey.retire(option.settings().data());
      System.out.println("Start the server again, so that it knows.");
      return 0;
    }
  }
}
