package dev.deskhand.bot.file;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.DeliveryFailedException.Remedy;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.bot.message.FileSource.Fetched;
import dev.deskhand.bot.message.FileSource.Reason;
import dev.deskhand.journal.Artefact;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import dev.deskhand.trees.GivenFile;
import dev.deskhand.trees.KeptFile;
import dev.deskhand.trees.WalkEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the files that people give in answer to a walk's question, and seals them. */
public final class WalkFiles {
  private static final Logger LOG = LoggerFactory.getLogger(WalkFiles.class);

  /** So many in one answer. */
  static final int MOST_FILES = 10;

  /** For so long it is tried again where a door can't be reached. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final int MOST_ANSWERS = 2;

  /** A ticket's files may be as large as those of so many answers. */
  private static final int ANSWERS_OF_TICKET = 10;

  private final Map<String, FileSource> sources;
  private final PersonalVault vault;

  private final long most;
  private final InstantSource clock;
  private final Semaphore answers = new Semaphore(MOST_ANSWERS);

  /**
   * Files.
   *
   * @param sources the doors that take files
   * @param most how many bytes all files of one answer may have
   */
  public WalkFiles(
      List<? extends FileSource> sources, PersonalVault vault, long most, InstantSource clock) {
    this.sources =
        sources.stream().collect(Collectors.toMap(FileSource::door, Function.identity()));
    this.vault = vault;
    this.most = most;
    this.clock = clock;
  }

  /** What came of fetching. */
  public sealed interface Taken {
    /** It is to be tried again then. */
    record Later(Instant at) implements Taken {}

    /**
     * What there was to be had.
     *
     * @param artefacts the same files, sealed, to be kept
     * @param left those that were not taken
     */
    record Files(List<KeptFile> kept, List<Artefact> artefacts, List<Left> left) implements Taken {
      public Files {
        kept = List.copyOf(kept);
        artefacts = List.copyOf(artefacts);
        left = List.copyOf(left);
      }
    }
  }

  /** A file that was not taken. */
  public record Left(Personal name, Reason reason) {}

  /** How many bytes all files of one answer may have. */
  public long most() {
    return most;
  }

  /** How many bytes are kept for one ticket, over the years. */
  public long mostOfTicket() {
    return most * ANSWERS_OF_TICKET;
  }

  /** The limit in words, such as {@code 10.0 MiB}. */
  public String limit() {
    return KeptFile.size(most);
  }

  /**
   * Fetches what was given, a few answers at a time, since their files are in memory meanwhile.
   *
   * @param since when it was given
   */
  public Taken take(TenantId tenant, WalkEvent.FilesGiven given, Instant since) {
    return take(tenant, given.files(), since, most);
  }

  /**
   * The same of files that were given for something else.
   *
   * @param room how many bytes they may have, besides the limit of each answer
   */
  public Taken take(TenantId tenant, List<GivenFile> given, Instant since, long room) {
    if (!answers.tryAcquire()) {
      return new Taken.Later(Micros.now(clock).plus(PAUSE));
    }
    try {
      return fetched(tenant, given, since, Math.min(most, room));
    } finally {
      answers.release();
    }
  }

  private Taken fetched(TenantId tenant, List<GivenFile> given, Instant since, long atMost) {
    List<KeptFile> kept = new ArrayList<>();
    List<Artefact> artefacts = new ArrayList<>();
    List<Left> left = new ArrayList<>();
    long room = atMost;
    for (GivenFile file : given) {
      Fetched fetched;
      try {
        fetched =
            kept.size() < MOST_FILES ? fetch(file, room) : new Fetched.Refused(Reason.TOO_MANY);
      } catch (DeliveryFailedException e) {
        Optional<Instant> again = again(e, since);
        LOG.warn("file of {} not fetched: {}", file.door(), e.getMessage());
        if (again.isPresent()) {
          return new Taken.Later(again.get());
        }
        fetched = new Fetched.Refused(Reason.UNREACHABLE);
      }
      switch (fetched) {
        case Fetched.Refused(Reason reason) -> left.add(new Left(file.name(), reason));
        case Fetched.Content content -> {
          byte[] bytes = content.bytes();
          Artefact artefact = Artefact.of(vault.seal(tenant, file.name().subject(), bytes));
          artefacts.add(artefact);
          kept.add(kept(file, bytes, artefact));
          room -= bytes.length;
        }
      }
    }
    return new Taken.Files(kept, artefacts, left);
  }

  private Fetched fetch(GivenFile file, long room) {
    FileSource source = sources.get(file.door());
    if (source == null) {
      return new Fetched.Refused(Reason.ELSEWHERE);
    }
    if (room <= 0 || file.size() > room) {
      return new Fetched.Refused(Reason.TOO_LARGE);
    }
    try {
      return source.fetch(file, room);
    } catch (DeliveryFailedException | JournalException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("fetching a file of {} failed in a way that nobody foresaw", file.door(), e);
      throw DeliveryFailedException.retry("fetching a file: " + e.getClass().getSimpleName());
    }
  }

  private static KeptFile kept(GivenFile file, byte[] bytes, Artefact artefact) {
    return new KeptFile(
        file.name(),
        FileKind.of(bytes, file.mediaType()),
        bytes.length,
        HexFormat.of().formatHex(Sha256.of(bytes)),
        artefact.sha256());
  }

  private Optional<Instant> again(DeliveryFailedException failure, Instant since) {
    Instant next = Micros.now(clock).plus(failure.retryAfter().orElse(PAUSE));
    return failure.remedy() == Remedy.RETRY && next.isBefore(since.plus(PATIENCE))
        ? Optional.of(next)
        : Optional.empty();
  }
}
