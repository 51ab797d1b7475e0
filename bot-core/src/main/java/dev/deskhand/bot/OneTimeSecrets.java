package dev.deskhand.bot;

import dev.deskhand.bot.json.SecretJson;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditEntry.Consequence;
import dev.deskhand.journal.AuditEntry.Grounds;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.OneTimeSecret;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Secrets that steps make up, such as first passwords: sealed for the person whom the run is for,
 * who sees them once. Thread-safe.
 */
public final class OneTimeSecrets {
  public static final String KIND = "secret";
  private static final int NAME_DIGITS = 32;
  private static final int TOKEN_BYTES = 16;

  private final Journal journal;
  private final PersonalVault vault;
  private final RunStore runs;
  private final TenantId tenant;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public OneTimeSecrets(
      Journal journal, PersonalVault vault, RunStore runs, TenantId tenant, InstantSource clock) {
    this.journal = journal;
    this.vault = vault;
    this.runs = runs;
    this.tenant = tenant;
    this.clock = clock;
  }

  /**
   * Keeps a secret, in place of an earlier one of the same step.
   *
   * @return a token of {@code a-z 0-9 -}; only a part of it is stored, as a digest
   * @throws ActionException if no run makes it
   */
  public String keep(OneTimeSecret secret) {
    PersonId person = beneficiary(secret.key());
    String name = Sha256.hex(secret.key()).substring(0, NAME_DIGITS);
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String proof = HexFormat.of().formatHex(bytes);
    String sealed = vault.seal(tenant, new Personal(person.value(), secret.value()));
    Event kept = SecretJson.kept(new SecretJson.Kept(person, Sha256.hex(proof), sealed));
    long sequence = last(name).map(RecordedEvent::sequence).orElse(0L);
    journal.append(
        Append.in(tenant)
            .to(new StreamId(KIND, name), sequence, StreamState.asleep(), List.of(kept))
            .build());
    return name + "-" + proof;
  }

  private PersonId beneficiary(String key) {
    int dot = key.indexOf('.');
    return Optional.of(key)
        .filter(_ -> dot > 0)
        .flatMap(it -> runs.find(tenant, new RunId(it.substring(0, dot))))
        .map(stored -> stored.run().request().beneficiary())
        .orElseThrow(() -> new ActionException("no run makes the secret of " + key));
  }

  /** True if this person can see the secret behind a token, and has not yet. */
  public boolean isWaiting(PersonId person, String token) {
    return waiting(person, token).isPresent();
  }

  /**
   * Shows a secret, for the only time.
   *
   * @return empty if there is none for this person behind the token, or not any more
   */
  public Optional<String> show(PersonId person, String token) {
    Optional<RecordedEvent> waiting = waiting(person, token);
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    try {
      journal.append(shown(person, waiting.get()));
    } catch (VersionConflictException _) {
      return Optional.empty();
    }
    String sealed = SecretJson.read(waiting.get().event()).sealed();
    return Optional.of(vault.open(tenant, person.value(), sealed).value());
  }

  private Append shown(PersonId person, RecordedEvent kept) {
    StreamId stream = kept.key().stream();
    return Append.in(tenant)
        .to(stream, kept.sequence(), StreamState.ended(), List.of(SecretJson.shown()))
        .audit(
            new AuditEntry(
                Micros.now(clock),
                person.value(),
                "secret-shown",
                stream.toString(),
                Grounds.of("to whom it is for, once"),
                Consequence.NONE))
        .build();
  }

  private Optional<RecordedEvent> waiting(PersonId person, String token) {
    String[] parts = token.split("-", -1);
    if (parts.length != 2 || parts[0].length() != NAME_DIGITS) {
      return Optional.empty();
    }
    return last(parts[0])
        .filter(recorded -> SecretJson.isKept(recorded.event()))
        .filter(
            recorded -> {
              SecretJson.Kept kept = SecretJson.read(recorded.event());
              return kept.person().equals(person) && Sha256.hex(parts[1]).equals(kept.check());
            });
  }

  private Optional<RecordedEvent> last(String name) {
    return journal.last(new StreamKey(tenant, new StreamId(KIND, name)));
  }
}
