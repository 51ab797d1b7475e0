package dev.deskhand.bot.file;

import dev.deskhand.bot.json.UploadJson;
import dev.deskhand.bot.limit.Allowances;
import dev.deskhand.bot.limit.Rate;
import dev.deskhand.bot.limit.RequestMeter;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Artefact;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.trees.GivenFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Files that people give on the chat page, which are here before anything asks for them: sealed,
 * each a stream of its own that retention forgets. Thread-safe.
 */
public final class Uploads implements FileSource {
  /** The kind of stream that one is. */
  public static final String KIND = "upload";

  /** What {@link GivenFile#door} says of files from the chat page. */
  public static final String DOOR = "web";

  private static final Rate HOURLY = new Rate(30, Duration.ofHours(1));
  private static final Rate ALL_HOURLY = new Rate(1_000, Duration.ofHours(1));
  private static final Allowances ALLOWANCES =
      new Allowances(HOURLY, HOURLY, ALL_HOURLY, Optional.empty());

  private final TenantId tenant;
  private final Journal journal;
  private final PersonalVault vault;
  private final long most;
  private final RequestMeter meter = new RequestMeter(ALLOWANCES);

  /**
   * Uploads.
   *
   * @param most how many bytes one may have
   */
  public Uploads(TenantId tenant, Journal journal, PersonalVault vault, long most) {
    this.tenant = tenant;
    this.journal = journal;
    this.vault = vault;
    this.most = most;
  }

  /** How many bytes one may have. */
  public long most() {
    return most;
  }

  /** Takes one from what somebody may send in an hour, and all people together. */
  public RequestMeter.Taken take(PersonId whose, Instant now) {
    return meter.take(tenant, whose.value(), now);
  }

  /**
   * Keeps a file.
   *
   * @param id chosen by whoever sends it: the same one again is the same file
   */
  public GivenFile keep(PersonId whose, String id, String name, String mediaType, byte[] bytes) {
    String place = Sha256.hex(whose + "|" + id);
    Artefact artefact = Artefact.of(vault.seal(tenant, whose.value(), bytes));
    try {
      journal.append(
          Append.in(tenant)
              .to(
                  new StreamId(KIND, place),
                  0,
                  StreamState.ended(),
                  List.of(UploadJson.write(whose.value(), artefact.sha256())))
              .keep(artefact)
              .build());
    } catch (VersionConflictException _) {
      // It came before; what was kept then is the file.
    }
    return GivenFile.of(whose.value(), name, mediaType, bytes.length, DOOR, place);
  }

  @Override
  public String door() {
    return DOOR;
  }

  @Override
  public Fetched fetch(GivenFile file, long room) {
    Optional<byte[]> bytes = bytes(file);
    if (bytes.isEmpty()) {
      return new Fetched.Refused(Reason.GONE);
    }
    if (bytes.get().length == 0) {
      return new Fetched.Refused(Reason.EMPTY);
    }
    return bytes.get().length > room
        ? new Fetched.Refused(Reason.TOO_LARGE)
        : new Fetched.Content(bytes.get());
  }

  /** Only somebody's own: the key that opens it is that of whoever gives it. */
  private Optional<byte[]> bytes(GivenFile file) {
    String subject = file.place().subject();
    return journal
        .last(new StreamKey(tenant, new StreamId(KIND, file.place().value())))
        .map(RecordedEvent::event)
        .filter(event -> UploadJson.subject(event).equals(subject))
        .map(UploadJson::artefact)
        .flatMap(sha256 -> journal.artefact(tenant, sha256))
        .flatMap(text -> vault.openBytes(tenant, subject, text));
  }
}
