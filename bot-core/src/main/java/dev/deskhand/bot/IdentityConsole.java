package dev.deskhand.bot;

import static dev.deskhand.bot.ConsoleCommits.MOST_CONFLICTS;

import dev.deskhand.bot.plan.DelegationVerb;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.ApiToken;
import dev.deskhand.permissions.ApiTokens;
import dev.deskhand.permissions.Delegation;
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
  private final ConsoleCommits commits;
  private final Enactor.Controls controls;

  IdentityConsole(Journal journal, ConsoleCommits commits, Enactor.Controls controls) {
    this.journal = journal;
    this.commits = commits;
    this.controls = controls;
  }

  /** Makes a code that whoever enters it is this person. */
  public Accounts.Shown linkCode(Principal by) {
    Append.Builder append = Append.in(by.tenant());
    Accounts.Shown shown = controls.accounts().show(append, by);
    var _ = commits.isCommitted(append, by, "link code", MOST_CONFLICTS);
    return shown;
  }

  /**
   * Links an account that nobody knows to whoever was shown a code.
   *
   * @param account that was proved to be the caller's just now
   */
  public Accounts.Entered enterCode(TenantId tenant, Account account, String code) {
    for (int conflicts = 0; ; conflicts++) {
      Append.Builder append = Append.in(tenant);
      Accounts.Entered entered = controls.accounts().enter(append, account, code);
      try {
        journal.append(append.build());
        return entered;
      } catch (VersionConflictException e) {
        if (conflicts >= MOST_CONFLICTS) {
          throw e;
        }
      }
    }
  }

  /** Ends the link of an account. */
  public Accounts.Unlinked unlink(Principal by, Account account) {
    for (int conflicts = 0; ; conflicts++) {
      Append.Builder append = Append.in(by.tenant());
      Accounts.Unlinked unlinked = controls.accounts().unlink(append, by, account);
      if (commits.isCommitted(append, by, "unlinking of " + account, conflicts)) {
        return unlinked;
      }
    }
  }

  /** A person's accounts; empty for whom this person may not know about. */
  public Optional<List<Accounts.Held>> accounts(Principal by, PersonId whose) {
    return controls.accounts().of(by, whose);
  }

  /** Makes a token. */
  public Tokens.Made makeToken(Principal by, ApiTokens.Wanted wanted) {
    Append.Builder append = Append.in(by.tenant());
    Tokens.Made made = controls.tokens().make(append, by, wanted);
    var _ = commits.isCommitted(append, by, "making of a token", MOST_CONFLICTS);
    return made;
  }

  /** Ends a token. */
  public Tokens.Revoked revokeToken(Principal by, TokenId id) {
    for (int conflicts = 0; ; conflicts++) {
      Append.Builder append = Append.in(by.tenant());
      Tokens.Revoked revoked = controls.tokens().revoke(append, by, id);
      if (commits.isCommitted(append, by, "revoking of token " + id, conflicts)) {
        return revoked;
      }
    }
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
    for (int conflicts = 0; ; conflicts++) {
      Append.Builder append = Append.in(by.tenant());
      Delegating.Heard heard = controls.delegating().hand(append, by, hand);
      if (commits.isCommitted(append, by, "delegation to " + hand.to(), conflicts)) {
        return heard;
      }
    }
  }

  /** Ends that. */
  public Delegating.Heard undelegate(Principal by, String id) {
    for (int conflicts = 0; ; conflicts++) {
      Append.Builder append = Append.in(by.tenant());
      Delegating.Heard heard = controls.delegating().takeBack(append, by, id);
      if (commits.isCommitted(append, by, "end of delegation " + id, conflicts)) {
        return heard;
      }
    }
  }

  /** Who approves for whom, as far as this person may know. */
  public List<Delegation> delegations(Principal by) {
    return controls.delegating().all(by);
  }
}
