package dev.deskhand.bot.message;

import dev.deskhand.permissions.Account;
import java.util.List;
import java.util.Optional;

/**
 * What a door may ask at once, before anything is stored: it only reads, for the person behind an
 * account, and what that person may not see is not there. Thread-safe.
 */
public interface FrontDesk {

  /** One that knows nothing: then everything is stored and answered by the bot. */
  FrontDesk CLOSED =
      new FrontDesk() {
        @Override
        public Optional<Form> form(Account account, ButtonAction action) {
          return Optional.empty();
        }

        @Override
        public Optional<List<Message>> home(Account account) {
          return Optional.empty();
        }
      };

  /** The form that a button opens; empty where it opens none, or not for this person now. */
  Optional<Form> form(Account account, ButtonAction action);

  /**
   * What somebody's own page shows: their requests, what waits for their yes, and what they may
   * choose, each under its heading; empty while that is not known yet.
   */
  Optional<List<Message>> home(Account account);
}
