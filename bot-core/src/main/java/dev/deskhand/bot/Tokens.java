package dev.deskhand.bot;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.ApiToken;
import dev.deskhand.permissions.ApiTokens;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.Limit;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.TokenId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tokens by which programs act as a person or a service: who may make, see and revoke them, and who
 * it is that comes with one. Thread-safe.
 */
public final class Tokens {
  private static final int LONGEST_NAME = 60;

  private final ApiTokens tokens;
  private final IdentityDirectory people;
  private final Gate gate;
  private final InstantSource clock;

  public Tokens(ApiTokens tokens, IdentityDirectory people, Gate gate, InstantSource clock) {
    this.tokens = tokens;
    this.people = people;
    this.gate = gate;
    this.clock = clock;
  }

  /** What came of asking for a token. */
  public sealed interface Made {
    record Done(ApiTokens.Made token) implements Made {}

    record Refused(Decision decision) implements Made {}

    /** It can't be such a one, in a sentence. */
    record Unfit(String why) implements Made {}
  }

  /** What came of revoking one. */
  public sealed interface Revoked {
    record Done(ApiToken token) implements Revoked {}

    record Refused(Decision decision) implements Revoked {}

    /** There is none to revoke, in a sentence. */
    record Moot(String why) implements Revoked {}
  }

  /**
   * Who comes with a token: its owner as they are now, within what the token is for; empty for a
   * token that is not good, and for an owner who is gone.
   */
  public Optional<Principal> whoHas(TenantId tenant, String text) {
    Optional<ApiToken> token = tokens.open(tenant, text);
    Optional<Principal> owner =
        token.flatMap(
            it -> people.principal(tenant, it.owner()).map(found -> found.within(it.limit())));
    if (owner.isPresent()) {
      token.ifPresent(it -> tokens.used(tenant, it));
    }
    return owner;
  }

  /** Makes a token for somebody. */
  public Made make(Append.Builder into, Principal by, ApiTokens.Wanted wanted) {
    Decision decision = gate.mayManage(into, by, Action.MANAGE_TOKENS, wanted.owner());
    if (!(decision instanceof Decision.Allow)) {
      return new Made.Refused(decision);
    }
    Optional<String> defect = defect(into.tenant(), wanted);
    if (defect.isPresent()) {
      return new Made.Unfit(defect.get());
    }
    ApiTokens.Made made = tokens.make(into, wanted);
    note(into, by, "token-made", made.token());
    return new Made.Done(made);
  }

  private Optional<String> defect(TenantId tenant, ApiTokens.Wanted wanted) {
    if (people.principal(tenant, wanted.owner()).isEmpty()) {
      return Optional.of("Nobody is called " + wanted.owner() + ".");
    }
    if (wanted.name().isBlank() || wanted.name().length() > LONGEST_NAME) {
      return Optional.of("A token's name has 1 to " + LONGEST_NAME + " characters.");
    }
    if (wanted.actions().isEmpty() || !Limit.GRANTABLE.containsAll(wanted.actions())) {
      return Optional.of("A token is for one or more of " + grantable() + ".");
    }
    if (wanted.good().toHours() < 1 || wanted.good().compareTo(ApiTokens.LONGEST) > 0) {
      return Optional.of(
          "A token is good for an hour at least, and " + ApiTokens.LONGEST.toDays() + " days.");
    }
    return Optional.empty();
  }

  private static String grantable() {
    return Limit.GRANTABLE.stream().map(Action::label).sorted().collect(Collectors.joining(", "));
  }

  /** The tokens that this person may know about and that are not revoked, the newest first. */
  public List<ApiToken> all(Principal reader) {
    return tokens.all(reader.tenant()).stream()
        .filter(it -> it.revoked().isEmpty())
        .filter(it -> gate.maySee(reader, Action.MANAGE_TOKENS, it.owner()))
        .toList();
  }

  /** Ends a token. One that this person may not know about is as one that is not there. */
  public Revoked revoke(Append.Builder into, Principal by, TokenId id) {
    Optional<ApiToken> token = tokens.find(into.tenant(), id).filter(it -> it.revoked().isEmpty());
    if (token.isEmpty()) {
      return new Revoked.Moot("There is no token " + id + ", or it is revoked already.");
    }
    Decision decision = gate.mayManage(into, by, Action.MANAGE_TOKENS, token.get().owner());
    if (!(decision instanceof Decision.Allow)) {
      return new Revoked.Refused(decision);
    }
    tokens.revoke(into, token.get());
    note(into, by, "token-revoked", token.get());
    return new Revoked.Done(token.get());
  }

  private void note(Append.Builder into, Principal by, String action, ApiToken token) {
    into.audit(
        new AuditEntry(
            Micros.now(clock),
            by.id().value(),
            action,
            "token/" + token.id(),
            AuditEntry.Grounds.of(
                token.name() + ", of " + token.owner() + ", until " + token.expires()),
            new AuditEntry.Consequence(
                "acts as "
                    + token.owner()
                    + " for "
                    + token.limit().actions().stream()
                        .map(Action::label)
                        .sorted()
                        .collect(Collectors.joining(", ")),
                "revoke the token",
                List.of())));
  }
}
