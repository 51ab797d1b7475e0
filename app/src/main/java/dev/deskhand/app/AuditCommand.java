package dev.deskhand.app;

import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.storage.Stores;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "audit",
    description = "Looks after the audit.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditCommand.Verify.class})
final class AuditCommand {

  @Command(
      name = "verify",
      description =
          "Checks the hash chain of the audit, entry by entry, and names the first that was"
              + " altered, removed, swapped or doubled. Stop the server first when it uses SQLite.")
  static final class Verify implements Callable<Integer> {
    private static final int BATCH = 1_000;

    @Mixin private ConfigOption config;

    @Override
    public Integer call() {
      try (Stores stores =
          Installation.stores(config.settings(), config.references(), InstantSource.system())) {
        return verify(stores.journal(), TenantId.DEFAULT);
      }
    }

    private static int verify(Journal journal, TenantId tenant) {
      Optional<AuditRecord> before = Optional.empty();
      List<AuditRecord> records = journal.audit(tenant, 0, BATCH);
      while (!records.isEmpty()) {
        for (AuditRecord record : records) {
          Optional<String> fault = HashChain.fault(before, record);
          if (fault.isPresent()) {
            System.out.println("The audit does not verify: " + fault.get() + ".");
            return 1;
          }
          before = Optional.of(record);
        }
        records = journal.audit(tenant, records.getLast().index(), BATCH);
      }
      return conclude(journal.auditHead(tenant), before);
    }

    private static int conclude(Optional<AuditRecord> head, Optional<AuditRecord> last) {
      long expected = head.map(AuditRecord::index).orElse(0L);
      long found = last.map(AuditRecord::index).orElse(0L);
      if (expected != found) {
        System.out.println(
            "The audit does not verify: entry "
                + (found + 1)
                + " to "
                + expected
                + " are missing.");
        return 1;
      }
      System.out.println(
          "The audit verifies: "
              + found
              + " entries, head "
              + last.map(AuditRecord::hash).orElse(HashChain.GENESIS)
              + ".");
      return 0;
    }
  }
}
