package dev.deskhand.slack.wire;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.permissions.Account;
import dev.deskhand.trees.GivenFile;
import java.util.List;

/** What a payload turned out to be. */
public sealed interface SlackReading {

  /** Something for the bot. */
  record Request(Inbound inbound) implements SlackReading {}

  /**
   * Somebody said something in a channel's thread, and not to the bot: forgotten, unless the bot
   * waits for it there.
   */
  record Overheard(Inbound.ChatMessage said) implements SlackReading {}

  /** A page of a form was filled in. */
  record Filled(Submission submission) implements SlackReading {}

  /**
   * Somebody wants to make a ticket of a message.
   *
   * @param unshown what is for the bot where no form can be shown
   * @param where the thread of that message
   * @param trigger by which a form can be opened now
   * @param files of that message
   */
  record TicketWished(
      Inbound.ButtonClick unshown,
      SlackPlace where,
      String text,
      String trigger,
      List<GivenFile> files)
      implements SlackReading {
    public TicketWished {
      files = List.copyOf(files);
    }

    public Account by() {
      return unshown.envelope().sender();
    }
  }

  /**
   * Somebody types into a menu of a form.
   *
   * @param field whose values it has
   */
  record Sought(Account by, FormState state, String field, String typed) implements SlackReading {}

  /** Somebody looks at their own page. */
  record HomeOpened(Account by) implements SlackReading {}

  /** Nothing for the bot: acknowledged and forgotten. */
  record Ignored(String why) implements SlackReading {}

  /** Of a workspace that is not ours: refused. */
  record Foreign(String team) implements SlackReading {}
}
