package dev.deskhand.permissions;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.json.LinkJson;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The codes by which people prove that two accounts are theirs: shown at one, entered at the other.
 * A code has 60 random bits and is good once, for ten minutes; only its SHA-256 is stored. After
 * five wrong ones within a quarter of an hour an account is not listened to. Thread-safe.
 */
public final class LinkCodes {
  public static final Duration LIFE = Duration.ofMinutes(10);
  static final int MOST_WRONG = 5;
  static final Duration PENANCE = Duration.ofMinutes(15);

  /** The streams of codes, which may be forgotten once they have ended. */
  public static final String KIND = "link-code";

  /** The streams of wrong codes, which may be forgotten, too. */
  public static final String TRIES = "link-tries";

  /** Crockford's base 32: no letter can be taken for a digit, nor for another. */
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int GROUP = 4;
  private static final int LENGTH = 12;
  private static final Pattern FORM = Pattern.compile("(?i)[0-9a-z]{4}-?[0-9a-z]{4}-?[0-9a-z]{4}");

  private final Journal journal;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** What entering a code proves. */
  public sealed interface Entered {
    /** Whoever sits at this account is that person. */
    record Proved(PersonId person) implements Entered {}

    /** No such code, or not any more. */
    record Wrong() implements Entered {}

    /** Too many were wrong. */
    record TooMany() implements Entered {}
  }

  public LinkCodes(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /** True for what looks like a code; hyphens and case don't matter. */
  public static boolean isCode(String text) {
    return FORM.matcher(text).matches();
  }

  /** Makes a code for a person, as it is shown: {@code K7QM-3FXP-9TRD}. */
  public String make(Append.Builder into, PersonId person) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(i > 0 && i % GROUP == 0 ? "-" : "")
          .append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    Instant until = Micros.now(clock).plus(LIFE);
    into.to(
        stream(code.toString()),
        0,
        StreamState.ended(),
        List.of(LinkJson.shown(new LinkJson.Shown(person, until))));
    return code.toString();
  }

  /**
   * Uses a code, or counts that it was wrong; either is added to the append, which has to be
   * committed for it to hold.
   *
   * @param account at which it was entered
   */
  public Entered enter(Append.Builder into, Account account, String typed) {
    StreamKey tries = new StreamKey(into.tenant(), tries(account));
    History earlier = journal.read(tries);
    if (isAtItsLimit(earlier)) {
      return new Entered.TooMany();
    }
    StreamId code = stream(typed);
    Optional<LinkJson.Shown> good = good(into.tenant(), code);
    if (good.isEmpty()) {
      into.to(tries.stream(), earlier.sequence(), StreamState.ended(), List.of(LinkJson.wrong()));
      return new Entered.Wrong();
    }
    into.to(code, 1, StreamState.ended(), List.of(LinkJson.used()));
    return new Entered.Proved(good.get().person());
  }

  private boolean isAtItsLimit(History tries) {
    Instant since = clock.instant().minus(PENANCE);
    return tries.events().stream().filter(it -> it.at().isAfter(since)).count() >= MOST_WRONG;
  }

  private Optional<LinkJson.Shown> good(TenantId tenant, StreamId code) {
    List<RecordedEvent> events = journal.read(new StreamKey(tenant, code)).events();
    return events.size() == 1
        ? Optional.of(LinkJson.shown(events.getFirst().event()))
            .filter(shown -> clock.instant().isBefore(shown.until()))
        : Optional.empty();
  }

  private static StreamId stream(String code) {
    String letters =
        code.replace("-", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return new StreamId(KIND, Sha256.hex(letters));
  }

  private static StreamId tries(Account account) {
    return new StreamId(TRIES, Sha256.hex(account.toString()));
  }
}
