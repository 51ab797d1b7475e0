package dev.deskhand.bot.plan;

import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.permissions.TokenId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.trees.TreeId;
import java.util.Map;

/** What stands behind {@code /desk}. */
sealed interface Command {
  record Help() implements Command {}

  /** {@code run unlock-account account=ada} */
  record Run(RunbookId runbook, Map<String, String> given) implements Command {
    public Run {
      given = Map.copyOf(given);
    }
  }

  /** {@code runs} */
  record ListRuns() implements Command {}

  /** {@code my}: what one has asked for. */
  record ListOwn() implements Command {}

  /** {@code show r-…}, {@code status r-…} */
  record Show(RunId run) implements Command {}

  /** {@code cancel r-…}, {@code approve r-…} and what else is said to a run. */
  record Speak(RunId run, RunVerb verb) implements Command {}

  /** {@code freeze runbook/deploy it fails} and {@code unfreeze …}. */
  record Stop(FreezeVerb verb) implements Command {}

  /** {@code frozen} */
  record ListFrozen() implements Command {}

  /** {@code link}, {@code link K7QM-3FXP-9TRD}, {@code unlink slack:T1:U1}, {@code accounts}. */
  record Accounts(AccountVerb verb) implements Command {}

  /** {@code delegate sam 2026-12-21 2027-01-06}, {@code undelegate d-…}, {@code delegations}. */
  record Delegate(DelegationVerb verb) implements Command {}

  /** {@code break-glass mend host=a all is down}, {@code reviews}, {@code review r-… why}. */
  record Glass(GlassVerb verb) implements Command {}

  /** {@code tokens} */
  record ListTokens() implements Command {}

  /** {@code revoke-token 0123456789abcdef} */
  record RevokeToken(TokenId token) implements Command {}

  /** {@code take rt-42 VPN says …}: work on a ticket, as the person who says so. */
  record Take(TicketRef ticket, String words) implements Command {}

  /** {@code take rt-42 run unlock-account account=ada}: have a runbook do it, for a ticket. */
  record TakeRun(TicketRef ticket, RunbookId runbook, Map<String, String> given)
      implements Command {
    public TakeRun {
      given = Map.copyOf(given);
    }
  }

  /** {@code take rt-42 walk vpn-troubleshooting}: walk a tree, for a ticket. */
  record TakeWalk(TicketRef ticket, TreeId tree) implements Command {}

  /** {@code open-ticket VPN fails}: a ticket of whoever says so. */
  record OpenTicket(String words) implements Command {}

  /** {@code catalogue printer}: what can be chosen. */
  record Browse(String words) implements Command {}

  /** {@code pin-offer NAME}: a button for everybody who reads along. */
  record Pin(OfferName offer) implements Command {}

  /** Anything else is a sentence. */
  record Ask(String words) implements Command {}

  record Malformed(String advice) implements Command {}
}
