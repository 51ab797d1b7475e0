package dev.deskhand.permissions;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.permissions.json.TokenJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens by which programs act as somebody. A token is {@code dht_}, 16 hexadecimal digits that
 * name it, and 256 random bits of which only the SHA-256 is stored. Every use looks at the store,
 * so that a token that was revoked is worth nothing on any replica. Thread-safe.
 */
public final class ApiTokens {
  /** The longest that a token can be good for. */
  public static final Duration LONGEST = Duration.ofDays(366);

  /** The streams that say when tokens were used; they end at once, and may be forgotten. */
  public static final String USES = "api-token-use";

  private static final String KIND = "api-token";
  private static final int MOST = 1_000;
  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 32;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Pattern FORM = Pattern.compile("dht_([0-9a-f]{16})_([A-Za-z0-9_-]{43})");

  private final Journal journal;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** What is asked for. */
  public record Wanted(
      String name, PersonId owner, Set<Action> actions, Set<String> runbooks, Duration good) {
    public Wanted {
      actions = Set.copyOf(actions);
      runbooks = Set.copyOf(runbooks);
    }
  }

  /**
   * A token that was made just now.
   *
   * @param text all of it; this is the only time that it is known
   */
  public record Made(ApiToken token, String text) {
    @Override
    public String toString() {
      return "Made[" + token + "]";
    }
  }

  public ApiTokens(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /** True for what looks like a token of ours. */
  public static boolean isToken(String text) {
    return FORM.matcher(text).matches();
  }

  /** Makes a token, which is good once the append is committed. */
  public Made make(Append.Builder into, Wanted wanted) {
    byte[] name = new byte[ID_BYTES];
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(name);
    random.nextBytes(bytes);
    TokenId id = new TokenId(HexFormat.of().formatHex(name));
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = Micros.now(clock);
    TokenJson.Issued issued =
        new TokenJson.Issued(
            wanted.name(),
            wanted.owner(),
            Sha256.hex(secret),
            wanted.actions(),
            wanted.runbooks(),
            now.plus(wanted.good()));
    into.to(stream(id), 0, StreamState.asleep(), List.of(TokenJson.issued(issued)));
    return new Made(
        token(id, issued, now, Optional.empty(), Optional.empty()), "dht_" + id + "_" + secret);
  }

  /** The token that a text is; empty for one that is wrong, has expired or was revoked. */
  public Optional<ApiToken> open(TenantId tenant, String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    TokenId id = new TokenId(form.group(1));
    List<RecordedEvent> events = journal.read(new StreamKey(tenant, stream(id))).events();
    String check = Sha256.hex(form.group(2));
    return events.stream()
        .findFirst()
        .filter(it -> isEqual(TokenJson.read(it.event()).check(), check))
        .map(it -> token(tenant, id, events))
        .filter(it -> it.isGoodAt(clock.instant()));
  }

  /** Notes that a token was used, once an hour. */
  public void used(TenantId tenant, ApiToken token) {
    Instant now = clock.instant();
    if (token.lastUsed().filter(last -> now.isBefore(last.plus(HOUR))).isPresent()) {
      return;
    }
    StreamKey key = new StreamKey(tenant, uses(token.id()));
    long sequence = journal.last(key).map(RecordedEvent::sequence).orElse(0L);
    try {
      journal.append(
          Append.in(tenant)
              .to(key.stream(), sequence, StreamState.ended(), List.of(TokenJson.used()))
              .build());
    } catch (VersionConflictException _) {
      // Another request has noted the same.
      return;
    }
  }

  /** A token by its id, whether or not it is still good. */
  public Optional<ApiToken> find(TenantId tenant, TokenId id) {
    List<RecordedEvent> events = journal.read(new StreamKey(tenant, stream(id))).events();
    return events.isEmpty() ? Optional.empty() : Optional.of(token(tenant, id, events));
  }

  /** The tokens that were made or revoked last, of everybody. */
  public List<ApiToken> all(TenantId tenant) {
    return journal.recent(tenant, KIND, MOST).stream()
        .flatMap(key -> find(tenant, new TokenId(key.stream().key())).stream())
        .toList();
  }

  /**
   * Ends a token.
   *
   * @param token as it was read; the append is refused where it was revoked since
   */
  public void revoke(Append.Builder into, ApiToken token) {
    Event revoked = TokenJson.revoked();
    into.to(stream(token.id()), 1, StreamState.ended(), List.of(revoked));
  }

  private ApiToken token(TenantId tenant, TokenId id, List<RecordedEvent> events) {
    RecordedEvent issued = events.getFirst();
    return token(
        id,
        TokenJson.read(issued.event()),
        issued.at(),
        events.stream().skip(1).map(RecordedEvent::at).findFirst(),
        journal.last(new StreamKey(tenant, uses(id))).map(RecordedEvent::at));
  }

  private static ApiToken token(
      TokenId id,
      TokenJson.Issued issued,
      Instant at,
      Optional<Instant> revoked,
      Optional<Instant> lastUsed) {
    return new ApiToken(
        id,
        issued.name(),
        issued.owner(),
        new Limit(id, issued.actions(), issued.runbooks()),
        at,
        issued.expires(),
        revoked,
        lastUsed);
  }

  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  private static StreamId stream(TokenId id) {
    return new StreamId(KIND, id.value());
  }

  private static StreamId uses(TokenId id) {
    return new StreamId(USES, id.value());
  }
}
