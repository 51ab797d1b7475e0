package dev.deskhand.bot;

import dev.deskhand.bot.plan.DelegationVerb;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.ApiToken;
import dev.deskhand.permissions.ApiTokens;
import dev.deskhand.permissions.Delegation;
import dev.deskhand.permissions.HeldAccount;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.TokenId;
import java.util.List;
import java.util.Optional;

/**
 * What the command line and programs do about accounts, tokens, and who approves for whom. Each
 * call is one commit, or none. Thread-safe.
 */
public final class IdentityConsole {
  private final Journal journal;
  private final Turns turns;
  private final ConsoleCommits commits;
  private final Enactor.Controls controls;

  IdentityConsole(Journal journal, Turns turns, ConsoleCommits commits, Enactor.Controls controls) {
    this.journal = journal;
    this.turns = turns;
    this.commits = commits;
    this.controls = controls;
  }

  /** Makes a code that whoever enters it is this person. */
  public Accounts.Shown linkCode(Principal by) {
    return commits.commit(by, "link code", append -> controls.accounts().show(append, by));
  }

  /**
   * Links an account that nobody knows to whoever was shown a code.
   *
   * @param account that was proved to be the caller's just now
   */
  public Accounts.Entered enterCode(TenantId tenant, Account account, String code) {
    return turns.take(
        () -> {
          Append.Builder append = Append.in(tenant);
          Accounts.Entered entered = controls.accounts().enter(append, account, code);
          journal.append(append.build());
          return entered;
        });
  }

  /** Ends the link of an account. */
  public Accounts.Unlinked unlink(Principal by, Account account) {
    return commits.commit(
        by, "unlinking of " + account, append -> controls.accounts().unlink(append, by, account));
  }

  /** A person's accounts; empty for whom this person may not know about. */
  public Optional<List<HeldAccount>> accounts(Principal by, PersonId whose) {
    return controls.accounts().of(by, whose);
  }

  /** Makes a token. */
  public Tokens.Made makeToken(Principal by, ApiTokens.Wanted wanted) {
    return commits.commit(
        by, "making of a token", append -> controls.tokens().make(append, by, wanted));
  }

  /** Ends a token. */
  public Tokens.Revoked revokeToken(Principal by, TokenId id) {
    return commits.commit(
        by, "revoking of token " + id, append -> controls.tokens().revoke(append, by, id));
  }

  /** The tokens that this person may know about. */
  public List<ApiToken> tokens(Principal by) {
    return controls.tokens().all(by);
  }

  /** Who comes with a token, within what it is for. */
  public Optional<Principal> whoHas(TenantId tenant, String token) {
    return controls.tokens().whoHas(tenant, token);
  }

  /** Has somebody approve for another who is away. */
  public Delegating.Heard delegate(Principal by, DelegationVerb.Hand hand) {
    return commits.commit(
        by, "delegation to " + hand.to(), append -> controls.delegating().hand(append, by, hand));
  }

  /** Ends that. */
  public Delegating.Heard undelegate(Principal by, String id) {
    return commits.commit(
        by, "end of delegation " + id, append -> controls.delegating().takeBack(append, by, id));
  }

  /** Who approves for whom, as far as this person may know. */
  public List<Delegation> delegations(Principal by) {
    return controls.delegating().all(by);
  }
}
