package dev.deskhand.bot;

import dev.deskhand.bot.message.Message;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Micros;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.AccountLinks;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.HeldAccount;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.LinkCodes;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Makes several accounts one person, by a code that is shown at one and entered at the other, and
 * ends that again. Chat, the chat page's sign-in and the command line come here. Thread-safe.
 */
public final class Accounts {
  private final Proofs proofs;
  private final IdentityDirectory people;
  private final Gate gate;
  private final Venues venues;
  private final Posts posts;
  private final InstantSource clock;

  /** What is linked, and what proves it. */
  public record Proofs(AccountLinks links, LinkCodes codes) {}

  public Accounts(
      Proofs proofs,
      IdentityDirectory people,
      Gate gate,
      Venues venues,
      Posts posts,
      InstantSource clock) {
    this.proofs = proofs;
    this.people = people;
    this.gate = gate;
    this.venues = venues;
    this.posts = posts;
    this.clock = clock;
  }

  /** What came of asking for a code. */
  public sealed interface Shown {
    record Code(String code) implements Shown {}

    record Refused(Decision decision) implements Shown {}
  }

  /** What came of entering a code. */
  public sealed interface Entered {
    record Linked(PersonId person) implements Entered {}

    /** In a sentence for whoever entered it. */
    record Refused(String why) implements Entered {}
  }

  /** What came of ending a link. */
  public sealed interface Unlinked {
    record Done(AccountLinks.Link link) implements Unlinked {}

    record Refused(Decision decision) implements Unlinked {}

    /** There is no such link, in a sentence. */
    record Moot(String why) implements Unlinked {}
  }

  /** A person's accounts; empty for whom this reader may not know about. */
  public Optional<List<HeldAccount>> of(Principal reader, PersonId whose) {
    if (!gate.maySee(reader, Action.MANAGE_ACCOUNTS, whose)) {
      return Optional.empty();
    }
    AccountLinks.Links links = proofs.links().read(reader.tenant());
    return Optional.of(
        people.accounts(reader.tenant(), whose).stream()
            .map(
                account ->
                    new HeldAccount(
                        account,
                        links
                            .find(account)
                            .filter(link -> link.person().equals(whose))
                            .map(AccountLinks.Link::since)))
            .toList());
  }

  /** Makes a code that whoever enters it is this person. */
  public Shown show(Append.Builder into, Principal by) {
    Decision decision = gate.mayManage(into, by, Action.MANAGE_ACCOUNTS, by.id());
    if (!(decision instanceof Decision.Allow)) {
      return new Shown.Refused(decision);
    }
    note(into, by.id().value(), "link-code-shown", "person/" + by.id(), "asked for it");
    return new Shown.Code(proofs.codes().make(into, by.id()));
  }

  /** Links an account to whoever was shown the code that is entered there. */
  public Entered enter(Append.Builder into, Account account, String code) {
    AccountLinks.Links links = proofs.links().read(into.tenant());
    Optional<Principal> owner = people.principal(into.tenant(), account);
    if (owner.isPresent()) {
      return new Entered.Refused(
          "I know this account already: it is **"
              + owner.get().id()
              + "**. Enter the code at an account that I don't know, or unlink this one first.");
    }
    return switch (proofs.codes().enter(into, account, code)) {
      case LinkCodes.Entered.Proved(PersonId person) -> link(into, links, account, person);
      case LinkCodes.Entered.Wrong _ -> {
        note(into, "unknown", "link-refused", "account/" + account, "the code was wrong");
        yield new Entered.Refused(
            "That code is wrong, was used, or is too old. Write **link** where I know you, and"
                + " enter here what it shows within "
                + LinkCodes.LIFE.toMinutes()
                + " minutes.");
      }
      case LinkCodes.Entered.TooMany _ ->
          new Entered.Refused("Too many codes were wrong. Try again in a quarter of an hour.");
    };
  }

  private Entered link(
      Append.Builder into, AccountLinks.Links seen, Account account, PersonId person) {
    boolean isHuman =
        people
            .principal(into.tenant(), person)
            .filter(it -> it.kind() instanceof Principal.Kind.Human)
            .isPresent();
    if (!isHuman) {
      return new Entered.Refused("Whoever was shown that code is not among the people any more.");
    }
    proofs.links().link(into, seen, account, person);
    note(
        into,
        person.value(),
        "account-linked",
        "account/" + account,
        "a code that was shown to " + person + " was entered there");
    tell(
        into,
        person,
        "link-" + seen.sequence(),
        "The account `"
            + account
            + "` is yours from now on. If that was not you, write **unlink "
            + account
            + "** at once, and tell security.");
    return new Entered.Linked(person);
  }

  /** Ends a link, for whoever's it is, or for those who may. */
  public Unlinked unlink(Append.Builder into, Principal by, Account account) {
    AccountLinks.Links links = proofs.links().read(into.tenant());
    Optional<AccountLinks.Link> found = links.find(account);
    PersonId whose = found.map(AccountLinks.Link::person).orElse(by.id());
    Decision decision = gate.mayManage(into, by, Action.MANAGE_ACCOUNTS, whose);
    if (!(decision instanceof Decision.Allow)) {
      return new Unlinked.Refused(decision);
    }
    if (found.isEmpty()) {
      return new Unlinked.Moot(
          "`"
              + account
              + "` is not linked to anybody. What the people file says, an administrator changes"
              + " there.");
    }
    proofs.links().unlink(into, links, account);
    note(
        into,
        by.id().value(),
        "account-unlinked",
        "account/" + account,
        "it was linked to " + whose + " since " + found.get().since());
    if (!whose.equals(by.id())) {
      tell(
          into,
          whose,
          "unlink-" + links.sequence(),
          "The account `" + account + "` is not yours any more, says " + by.id() + ".");
    }
    return new Unlinked.Done(found.get());
  }

  private void tell(Append.Builder into, PersonId person, String key, String words) {
    venues
        .direct(into.tenant(), person)
        .ifPresent(where -> posts.say(into, "account-" + key, where, Message.text(words)));
  }

  private void note(
      Append.Builder into, String actor, String action, String object, String rationale) {
    into.audit(
        new AuditEntry(
            Micros.now(clock),
            actor,
            action,
            object,
            AuditEntry.Grounds.of(rationale),
            AuditEntry.Consequence.NONE));
  }
}
