package dev.deskhand.desks;

import dev.deskhand.journal.Personal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import java.util.Optional;

/** Says whose a text is, so that it can be erased with the rest of what is theirs. */
public record Belongings(TenantId tenant, IdentityDirectory directory) {

  /** The account that somebody has at the desk where another one is Deskhand's own. */
  public Optional<Account> besides(Account own, PersonId whose) {
    return directory.accounts(tenant, whose).stream()
        .filter(it -> it.platform().equals(own.platform()))
        .filter(it -> it.scope().equals(own.scope()))
        .findFirst();
  }

  /** A text of the person behind an account; of the account itself where nobody is mapped to it. */
  public Personal of(Account account, String text) {
    String subject =
        directory
            .principal(tenant, account)
            .map(principal -> principal.id().value())
            .orElse("unknown:" + account);
    return new Personal(subject, text);
  }
}
