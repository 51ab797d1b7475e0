package dev.deskhand.web;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.RoleClaim;
import dev.deskhand.permissions.SignIns;
import dev.deskhand.web.json.ProvedJson;
import dev.deskhand.web.oidc.IdentityProvider;
import dev.deskhand.web.oidc.IdentityProvider.Answer;
import dev.deskhand.web.oidc.IdentityProvider.Intent;
import dev.deskhand.web.oidc.OidcException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in by OpenID Connect: sends a browser to the issuer, and takes it back once. What is
 * secret about a sign-in is derived from a random text in the browser's cookie, so that nothing is
 * stored until it comes back. Thread-safe.
 */
public final class OidcLogins {
  private static final Logger LOG = LoggerFactory.getLogger(OidcLogins.class);
  static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String CALLBACK = "/login/oidc/callback";
  private static final int SEED_BYTES = 32;
  private static final int MOST_ATTEMPTS = 20;

  private final IdentityProvider provider;
  private final WebSettings settings;
  private final Sessions sessions;
  private final Notes notes;
  private final Journal journal;
  private final SignIns signIns;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** A sign-in that has begun. */
  record Begun(String cookie, URI issuer) {}

  /** What a browser at the issuer has begun, and where it goes once it is back. */
  private record Away(Intent intent, Destination destination) {}

  /** What a return comes to. */
  sealed interface Returned {
    record SignedIn(Principal person, Destination destination) implements Returned {}

    /** The account is proved, and nobody's. */
    record Newcomer(Account account, String note, Destination destination) implements Returned {}

    /** The browser did not begin this here, or too long ago. */
    record NotBegun() implements Returned {}

    /** It came back before. */
    record Used() implements Returned {}

    record Refused(String why) implements Returned {}
  }

  public OidcLogins(
      IdentityProvider provider,
      WebSettings settings,
      LoginKey key,
      Sessions sessions,
      Journal journal,
      InstantSource clock) {
    this.provider = provider;
    this.settings = settings;
    this.sessions = sessions;
    this.notes = new Notes(key, clock);
    this.journal = journal;
    this.signIns = new SignIns(journal, clock);
    this.clock = clock;
  }

  /** How people call the issuer. */
  String name() {
    return provider.settings().name();
  }

  Duration session() {
    return provider.settings().session();
  }

  /** Where somebody who has signed out here can sign out there; empty where nobody can say now. */
  Optional<URI> end() {
    try {
      return provider.end(settings.base().resolve("/login"));
    } catch (OidcException e) {
      LOG.warn("logout: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Begins a sign-in; where it leads to stays with it, in the browser's cookie. */
  Begun begin(Destination destination) {
    byte[] bytes = new byte[SEED_BYTES];
    random.nextBytes(bytes);
    String seed = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new Begun(
        notes.write(Notes.Purpose.OIDC_INTENT, seed + " " + destination.address(), PATIENCE),
        provider.begin(intent(seed), callback()));
  }

  /**
   * Takes somebody back.
   *
   * @param cookie of the browser
   * @param state as it came back
   * @param query the whole query with which they came
   */
  Returned back(String cookie, String state, String query) {
    Optional<Away> away =
        notes
            .read(Notes.Purpose.OIDC_INTENT, cookie)
            .map(this::away)
            .filter(begun -> MessageDigest.isEqual(bytes(begun.intent().state()), bytes(state)));
    if (away.isEmpty()) {
      return new Returned.NotBegun();
    }
    if (!isFirst(state)) {
      return new Returned.Used();
    }
    URI returned = URI.create(callback() + "?" + query);
    return switch (provider.redeem(away.get().intent(), callback(), returned)) {
      case Answer.Proved proved -> known(proved, away.get().destination());
      case Answer.Refused(String why) -> new Returned.Refused(why);
    };
  }

  private Returned known(Answer.Proved proved, Destination destination) {
    Optional<Principal> person = sessions.principal(proved.account());
    if (person.isEmpty()) {
      String known = ProvedJson.text(new Answer.Proved(proved.account(), giving(proved.values())));
      return new Returned.Newcomer(
          proved.account(), notes.write(Notes.Purpose.NEWCOMER, known, PATIENCE), destination);
    }
    signIn(person.get(), proved);
    return new Returned.SignedIn(person.get(), destination);
  }

  /** What a note of {@link Returned.Newcomer} proves. */
  Optional<Answer.Proved> newcomer(String note) {
    return notes.read(Notes.Purpose.NEWCOMER, note).flatMap(ProvedJson::proved);
  }

  /** Those values of the claim that give roles; the others are forgotten. */
  private Set<String> giving(Set<String> values) {
    Set<String> giving = new TreeSet<>(values);
    giving.retainAll(provider.settings().roles().map(it -> it.roles().keySet()).orElseGet(Set::of));
    return giving;
  }

  /** Writes down that somebody signs in by an account of theirs. */
  void signIn(Principal person, Answer.Proved proved) {
    Account account = proved.account();
    Set<String> giving = giving(proved.values());
    Duration keep = provider.settings().roles().map(RoleClaim::keep).orElseGet(this::session);
    SignIns.SignIn latest =
        new SignIns.SignIn(person.id(), account, giving, Micros.now(clock).plus(keep));
    changing(
        person.tenant(),
        (into, seen) -> {
          signIns.signedIn(into, seen, latest);
          into.audit(entry(person, account, giving));
        });
  }

  /** Ends what the issuer said of somebody who signs out. */
  void signedOut(PersonId person) {
    if (!signIns.read(settings.tenant()).of(person).isEmpty()) {
      changing(settings.tenant(), (into, seen) -> signIns.signedOut(into, seen, person));
    }
  }

  /** Others may sign in at the same moment: then it is decided anew. */
  private void changing(TenantId tenant, BiConsumer<Append.Builder, SignIns.All> change) {
    for (int attempt = 1; ; attempt++) {
      Append.Builder append = Append.in(tenant);
      change.accept(append, signIns.read(tenant));
      try {
        journal.append(append.build());
        return;
      } catch (VersionConflictException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private AuditEntry entry(Principal person, Account account, Set<String> giving) {
    String besides = giving.isEmpty() ? "" : ", with what " + giving + " gives";
    return new AuditEntry(
        Micros.now(clock),
        person.id().value(),
        "login",
        "account/" + account,
        AuditEntry.Grounds.of("signed in at " + provider.settings().issuer()),
        new AuditEntry.Consequence(
            "signed in at the chat page for " + session().toMinutes() + " minutes" + besides,
            "unlink the account, or take the person out of the people file",
            List.of()));
  }

  /** Once over all replicas: the stream's first event can be written only once. */
  private boolean isFirst(String state) {
    try {
      journal.append(
          Append.in(settings.tenant())
              .to(
                  new StreamId(Sessions.LOGIN, Sha256.hex(state)),
                  0,
                  StreamState.ended(),
                  List.of(new Event("oidc-returned", 1, "{}")))
              .build());
      return true;
    } catch (VersionConflictException _) {
      return false;
    }
  }

  private Away away(String note) {
    String[] parts = note.split(" ", 2);
    return new Away(intent(parts[0]), Destination.of(parts[parts.length - 1]));
  }

  private Intent intent(String seed) {
    return new Intent(
        notes.derived("state", seed),
        notes.derived("nonce", seed),
        notes.derived("verifier", seed));
  }

  private URI callback() {
    return settings.base().resolve(CALLBACK);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
