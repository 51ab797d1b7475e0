package dev.deskhand.bot;

import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.AccountVerb;
import dev.deskhand.bot.plan.DelegationVerb;
import dev.deskhand.bot.plan.FreezeVerb;
import dev.deskhand.bot.reply.AccountReplies;
import dev.deskhand.bot.reply.DelegationReplies;
import dev.deskhand.bot.reply.FreezeReplies;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.journal.Append;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Delegation;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.TokenId;
import java.util.Optional;

/**
 * Does what people say in chat about effects as a whole, accounts and tokens, by adding it to the
 * request's append, and puts into words what came of it. Thread-safe.
 */
final class ControlDesk {
  private final Stopping stopping;
  private final Accounts accounts;
  private final Tokens tokens;
  private final Delegating delegating;

  /**
   * What came of it.
   *
   * @param isPrivate whether nobody else in the conversation may read it
   * @param outcome in a few words, for the request's record
   */
  record Told(Message message, boolean isPrivate, String outcome) {
    private static Told openly(Message message) {
      return new Told(message, false, "looked");
    }

    private static Told privately(Message message) {
      return new Told(message, true, "looked");
    }

    private static Told refused(Decision decision) {
      return new Told(
          Replies.refused(decision), false, "refused: " + decision.reasons().sentence());
    }
  }

  ControlDesk(Enactor.Controls controls) {
    this.stopping = controls.stopping();
    this.accounts = controls.accounts();
    this.tokens = controls.tokens();
    this.delegating = controls.delegating();
  }

  Told stop(Append.Builder append, Principal by, FreezeVerb verb) {
    return switch (stopping.say(append, by, verb)) {
      case Stopping.Heard.Noted noted ->
          new Told(noted(by, verb, noted), false, "noted for " + noted.frozen().scope());
      case Stopping.Heard.Refused(Decision decision) -> Told.refused(decision);
      case Stopping.Heard.Moot(String why) -> new Told(Message.text(why), false, "moot: " + why);
    };
  }

  private Message noted(Principal by, FreezeVerb verb, Stopping.Heard.Noted noted) {
    return switch (verb) {
      case FreezeVerb.Stop _ ->
          FreezeReplies.stopped(noted.frozen(), noted.doubt(), stopping.standing(by).inFlight());
      case FreezeVerb.Lift _ -> FreezeReplies.lifted(noted.frozen());
    };
  }

  Told frozen(Principal reader) {
    Stopping.Standing now = stopping.standing(reader);
    return Told.openly(FreezeReplies.standing(now.frozen(), now.inFlight()));
  }

  Told accounts(Enactor.Case at, AccountVerb verb) {
    return switch (verb) {
      case AccountVerb.ShowCode _ -> code(at.append(), at.principal());
      case AccountVerb.EnterCode(String code) ->
          enter(at.append(), at.inbound().envelope().sender(), code);
      case AccountVerb.Unlink(Account account) -> unlink(at.append(), at.principal(), account);
      case AccountVerb.List(Optional<PersonId> whose) ->
          held(at.principal(), whose.orElse(at.principal().id()));
    };
  }

  private Told code(Append.Builder append, Principal by) {
    return switch (accounts.show(append, by)) {
      case Accounts.Shown.Code(String code) ->
          new Told(AccountReplies.code(code), true, "showed a code");
      case Accounts.Shown.Refused(Decision decision) -> Told.refused(decision);
    };
  }

  /** Enters a code at an account, which may be nobody's yet. */
  Told enter(Append.Builder append, Account account, String code) {
    return switch (accounts.enter(append, account, code)) {
      case Accounts.Entered.Linked(PersonId person) ->
          new Told(AccountReplies.linked(person), false, "linked to " + person);
      case Accounts.Entered.Refused(String why) -> new Told(Message.text(why), false, "not linked");
    };
  }

  private Told unlink(Append.Builder append, Principal by, Account account) {
    return switch (accounts.unlink(append, by, account)) {
      case Accounts.Unlinked.Done _ -> Told.openly(AccountReplies.unlinked(account));
      case Accounts.Unlinked.Refused(Decision decision) -> Told.refused(decision);
      case Accounts.Unlinked.Moot(String why) -> Told.openly(Message.text(why));
    };
  }

  private Told held(Principal reader, PersonId whose) {
    return Told.privately(
        accounts
            .of(reader, whose)
            .map(held -> AccountReplies.held(whose, held))
            .orElseGet(() -> Message.text("Whose accounts those are is not yours to see.")));
  }

  Told delegations(Append.Builder append, Principal by, DelegationVerb verb) {
    return switch (verb) {
      case DelegationVerb.List _ -> Told.privately(DelegationReplies.all(by, delegating.all(by)));
      case DelegationVerb.Hand hand -> told(delegating.hand(append, by, hand));
      case DelegationVerb.TakeBack(String id) -> told(delegating.takeBack(append, by, id));
    };
  }

  private static Told told(Delegating.Heard heard) {
    return switch (heard) {
      case Delegating.Heard.Made(Delegation delegation) ->
          Told.openly(DelegationReplies.made(delegation));
      case Delegating.Heard.Ended(Delegation delegation) ->
          Told.openly(DelegationReplies.ended(delegation));
      case Delegating.Heard.Refused(Decision decision) -> Told.refused(decision);
      case Delegating.Heard.Unfit(String why) -> Told.openly(Message.text(why));
    };
  }

  Told tokens(Principal reader) {
    return Told.privately(AccountReplies.tokens(tokens.all(reader)));
  }

  Told revoke(Append.Builder append, Principal by, TokenId token) {
    return switch (tokens.revoke(append, by, token)) {
      case Tokens.Revoked.Done(var ended) -> Told.openly(AccountReplies.revoked(ended));
      case Tokens.Revoked.Refused(Decision decision) -> Told.refused(decision);
      case Tokens.Revoked.Moot(String why) -> Told.openly(Message.text(why));
    };
  }
}
