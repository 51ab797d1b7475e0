package dev.deskhand.bot;

import dev.deskhand.bot.file.WalkFiles;
import dev.deskhand.bot.file.WalkFiles.Taken;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.FileSource.Reason;
import dev.deskhand.bot.message.Outbound.TicketFiles;
import dev.deskhand.bot.reply.TicketReplies;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.TenantId;
import dev.deskhand.trees.KeptFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Files that people give for tickets: fetched where they lie, sealed, and named on the ticket by
 * where the portal has them. Thread-safe.
 */
final class Enclosures {
  private final Journal journal;
  private final CaseStore cases;
  private final Posts posts;
  private final WalkFiles files;
  private final InstantSource clock;
  private final Turns turns = new Turns();

  Enclosures(Journal journal, CaseStore cases, Posts posts, WalkFiles files, InstantSource clock) {
    this.journal = journal;
    this.cases = cases;
    this.posts = posts;
    this.files = files;
    this.clock = clock;
  }

  /** Where the portal has a file of a ticket. */
  static String place(TicketRef ticket, KeptFile file) {
    return "/ticket-files/" + ticket + "/" + file.sha256();
  }

  /**
   * Fetches what was given and puts it on the ticket; said more than once, it is done once.
   *
   * @throws DeliveryFailedException if it is to be tried again
   */
  String take(TenantId tenant, TicketFiles given) {
    CaseStore.Stored stored = cases.load(tenant, given.ticket());
    if (isDone(stored, given)) {
      return "kept before";
    }
    long room = room(stored);
    return switch (files.take(tenant, given.given(), given.at(), room)) {
      case Taken.Later(Instant at) -> {
        Duration pause = Duration.between(Micros.now(clock), at);
        throw DeliveryFailedException.retryAfter(
            pause.isNegative() ? Duration.ZERO : pause, "files for " + given.ticket());
      }
      case Taken.Files taken ->
          turns.take(
              () -> {
                keep(tenant, given, taken, room < files.most());
                return "kept " + taken.kept().size();
              });
    };
  }

  private static boolean isDone(CaseStore.Stored stored, TicketFiles given) {
    return stored.known().files().stream()
        .anyMatch(it -> it.delivery().equals(given.key().value()));
  }

  /** Where the ticket has less room than one answer, what was too large was so for that. */
  private void keep(TenantId tenant, TicketFiles given, Taken.Files fetched, boolean isNearlyFull) {
    CaseStore.Stored stored = cases.load(tenant, given.ticket());
    if (isDone(stored, given)) {
      return;
    }
    boolean isFull = isNearlyFull && fetched.left().stream().anyMatch(Enclosures::isTooLarge);
    Taken.Files taken = isFull ? withoutTooLarge(fetched) : fetched;
    Append.Builder append = Append.in(tenant);
    if (!taken.kept().isEmpty()) {
      cases.write(
          append,
          stored,
          List.of(new CaseEvent.FilesKept(given.key().value(), given.whose(), taken.kept())));
      taken.artefacts().forEach(append::keep);
      append.audit(kept(given, taken));
      posts.note(
          append,
          Posts.following(given.key(), "-note").value(),
          given.ticket(),
          TicketReplies.attached(given.whose()),
          attachments(given, taken));
      tellTaker(append, stored, given, taken);
    }
    if (!taken.kept().isEmpty() || !taken.left().isEmpty()) {
      posts.say(
          append,
          Posts.following(given.key(), "-told").value(),
          given.where(),
          TicketReplies.filesKept(given.ticket(), taken, files.limit()));
    }
    if (isFull) {
      posts.say(
          append,
          Posts.following(given.key(), "-full").value(),
          given.where(),
          TicketReplies.full(given.ticket(), KeptFile.size(files.mostOfTicket())));
    }
    journal.append(append.build());
  }

  /** How many bytes the ticket may have still. */
  private long room(CaseStore.Stored stored) {
    return files.mostOfTicket()
        - stored.known().files().stream()
            .flatMap(it -> it.files().stream())
            .mapToLong(KeptFile::size)
            .sum();
  }

  private static boolean isTooLarge(WalkFiles.Left left) {
    return left.reason() == Reason.TOO_LARGE;
  }

  private static Taken.Files withoutTooLarge(Taken.Files all) {
    return new Taken.Files(
        all.kept(), all.artefacts(), all.left().stream().filter(it -> !isTooLarge(it)).toList());
  }

  /** Whoever works on the ticket in a conversation hears of the files there. */
  private void tellTaker(
      Append.Builder append, CaseStore.Stored stored, TicketFiles given, Taken.Files taken) {
    stored
        .known()
        .taken()
        .filter(taker -> !taker.by().equals(given.whose()))
        .filter(taker -> !taker.where().equals(given.where()))
        .ifPresent(
            taker ->
                posts.say(
                    append,
                    Posts.following(given.key(), "-taker").value(),
                    taker.where(),
                    TicketReplies.given(given.ticket(), attachments(given, taken))));
  }

  private static List<Attachment> attachments(TicketFiles given, Taken.Files taken) {
    return taken.kept().stream().map(it -> attachment(given.ticket(), it)).toList();
  }

  private AuditEntry kept(TicketFiles given, Taken.Files taken) {
    return new AuditEntry(
        Micros.now(clock),
        given.whose().value(),
        "file-kept",
        CaseStore.KIND + "/" + given.ticket(),
        AuditEntry.Grounds.of("Given for ticket " + given.ticket() + "."),
        new AuditEntry.Consequence("", "", taken.kept().stream().map(KeptFile::sha256).toList()));
  }

  private static Attachment attachment(TicketRef ticket, KeptFile file) {
    String name = file.name().value().replaceAll("[^A-Za-z0-9_.-]+", "_").replaceAll("^[.]+", "");
    String fitting = name.length() <= 100 ? name : name.substring(name.length() - 100);
    return new Attachment(
        fitting.isEmpty() ? "file" : fitting.replaceAll("^[.]", "_"),
        file.mediaType(),
        Math.max(1, file.size()),
        file.artefact(),
        place(ticket, file));
  }
}
