package dev.deskhand.bot.reply;

import dev.deskhand.bot.message.Message;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.ApiToken;
import dev.deskhand.permissions.HeldAccount;
import dev.deskhand.permissions.LinkCodes;
import dev.deskhand.permissions.PersonId;
import java.util.List;
import java.util.stream.Collectors;

/** What the bot says about accounts, in the voice of {@link Replies}. */
public final class AccountReplies {
  private AccountReplies() {}

  public static Message unknown(Account account) {
    return Message.text(
        "I don't know you yet, so I can't do anything for you. If I know you elsewhere, write"
            + " **link** there, and here **link CODE** with what it shows. Else ask your"
            + " administrators to add the account `"
            + account
            + "` to the people file.");
  }

  public static Message code(String code) {
    return Message.text(
        "Write **link "
            + code
            + "** at the other account within "
            + LinkCodes.LIFE.toMinutes()
            + " minutes. Whoever enters it is you from then on: give it to nobody, whatever they"
            + " say.");
  }

  public static Message linked(PersonId person) {
    return Message.text("Welcome: here, too, you are **" + person + "** from now on.");
  }

  public static Message unlinked(Account account) {
    return Message.text("`" + account + "` is linked to nobody any more.");
  }

  public static Message held(PersonId whose, List<HeldAccount> accounts) {
    if (accounts.isEmpty()) {
      return Message.text("**" + whose + "** has no account that I know.");
    }
    return Message.text(
        "The accounts of **"
            + whose
            + "**:\n"
            + accounts.stream().map(AccountReplies::line).collect(Collectors.joining("\n")));
  }

  private static String line(HeldAccount held) {
    return "`"
        + held.account()
        + "` "
        + held.linked().map(since -> "linked since " + since).orElse("by the people file");
  }

  public static Message tokens(List<ApiToken> tokens) {
    return Message.text(
        tokens.isEmpty()
            ? "There are no tokens that you may see."
            : tokens.stream().map(AccountReplies::line).collect(Collectors.joining("\n"))
                + "\n**revoke-token ID** ends one.");
  }

  private static String line(ApiToken token) {
    return "`"
        + token.id()
        + "` "
        + token.name()
        + ", of "
        + token.owner()
        + ", until "
        + token.expires()
        + token.lastUsed().map(at -> ", used " + at).orElse(", never used");
  }

  public static Message revoked(ApiToken token) {
    return Message.text(
        "The token `" + token.id() + "` (" + token.name() + ") is worth nothing now.");
  }
}
