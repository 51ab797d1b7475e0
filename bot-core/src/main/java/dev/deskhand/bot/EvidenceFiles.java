package dev.deskhand.bot;

import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Resource;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.KeptFile;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that people gave to walks and for tickets, for whoever may read them. Thread-safe. */
public final class EvidenceFiles {
  private final Journal journal;
  private final PersonalVault vault;
  private final WalkStore walks;
  private final CaseStore cases;
  private final Gate gate;

  public EvidenceFiles(
      Journal journal, PersonalVault vault, WalkStore walks, CaseStore cases, Gate gate) {
    this.cases = cases;
    this.journal = journal;
    this.vault = vault;
    this.walks = walks;
    this.gate = gate;
  }

  /** A file's content; empty once whoever gave it was erased. */
  public record Content(KeptFile file, Optional<byte[]> bytes) {}

  /**
   * The files of a walk, in the order in which they were given; none where this person may not read
   * them, as if there was no such walk.
   */
  public List<KeptFile> of(Principal reader, WalkId walk) {
    TenantId tenant = reader.tenant();
    Optional<StoredWalk> stored =
        walks
            .find(tenant, walk)
            .filter(it -> gate.mayRead(reader, it.walk()) instanceof Decision.Allow);
    return stored.stream()
        .flatMap(_ -> walks.history(tenant, walk).stream())
        .map(walks::read)
        .flatMap(
            event ->
                event instanceof WalkEvent.Answered answered
                        && answered.answer() instanceof Answer.Attached(List<KeptFile> files)
                    ? files.stream()
                    : java.util.stream.Stream.<KeptFile>empty())
        .toList();
  }

  /** One of them, by its SHA-256. */
  public Optional<Content> find(Principal reader, WalkId walk, String sha256) {
    return of(reader, walk).stream()
        .filter(file -> file.sha256().equals(sha256))
        .findFirst()
        .map(file -> new Content(file, bytes(reader.tenant(), file)));
  }

  /**
   * A file of a ticket, by its SHA-256, for whoever gave it and whoever may see the ticket; none
   * for others, as if there was no such file.
   */
  public Optional<Content> find(Principal reader, TicketRef ticket, String sha256) {
    Resource resource =
        new Resource(Resource.Type.TICKET, ticket.toString(), Map.of("desk", ticket.desk()));
    return cases.load(reader.tenant(), ticket).known().files().stream()
        .filter(it -> it.by().equals(reader.id()) || gate.maySee(reader, resource))
        .flatMap(it -> it.files().stream())
        .filter(file -> file.sha256().equals(sha256))
        .findFirst()
        .map(file -> new Content(file, bytes(reader.tenant(), file)));
  }

  private Optional<byte[]> bytes(TenantId tenant, KeptFile file) {
    return journal
        .artefact(tenant, file.artefact())
        .flatMap(text -> vault.openBytes(tenant, file.name().subject(), text));
  }
}
