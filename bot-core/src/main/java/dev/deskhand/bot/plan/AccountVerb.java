package dev.deskhand.bot.plan;

import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import java.util.Optional;

/** What somebody says about accounts. */
public sealed interface AccountVerb {
  /** Show me a code, that I enter at another account of mine. */
  record ShowCode() implements AccountVerb {}

  /** I was shown this code elsewhere. */
  record EnterCode(String code) implements AccountVerb {}

  /** That account is not mine any more, or never was. */
  record Unlink(Account account) implements AccountVerb {}

  /** Which accounts are mine, or somebody else's? */
  record List(Optional<PersonId> whose) implements AccountVerb {}
}
