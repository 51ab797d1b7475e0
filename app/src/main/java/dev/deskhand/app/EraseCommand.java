package dev.deskhand.app;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.TenantId;
import dev.deskhand.storage.Stores;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "erase",
    description =
        "Destroys the key under which a person's words are sealed: they read [erased] from then on,"
            + " for ever, and the audit still verifies. What went out to chat and desks before is"
            + " theirs to delete; so are other copies of personal-keys.db.")
final class EraseCommand implements Callable<Integer> {
  @Mixin private MaintenanceOption option;

  @Parameters(
      paramLabel = "PERSON",
      description = "The person's id; 'unknown:ACCOUNT' for a sender without one.")
  private String person;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      required = true,
      description = "For the audit, which keeps it for good: name no personal data.")
  private String why;

  @Override
  public Integer call() {
    boolean isErased = option.with(this::erase);
    System.out.println(
        isErased
            ? "What " + person + " wrote is erased."
            : "There was nothing to erase of '" + person + "': no key of that name.");
    return isErased ? 0 : 1;
  }

  /** The audit says so first: nothing is ever erased without it. */
  private boolean erase(Stores stores) {
    if (stores.personalKeys().find(TenantId.DEFAULT, person).isEmpty()) {
      return false;
    }
    AuditEntry entry =
        new AuditEntry(
            Micros.now(InstantSource.system()),
            option.actor().value(),
            "erased",
            "person/" + person,
            AuditEntry.Grounds.of(why),
            new AuditEntry.Consequence(
                "what this person wrote reads [erased]", "none: the key is destroyed", List.of()));
    stores.journal().append(Append.in(TenantId.DEFAULT).audit(entry).build());
    stores.personalKeys().destroy(TenantId.DEFAULT, person);
    return true;
  }
}
