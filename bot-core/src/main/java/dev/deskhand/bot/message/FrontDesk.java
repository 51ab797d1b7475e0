package dev.deskhand.bot.message;

import dev.deskhand.journal.JournalException;
import dev.deskhand.permissions.Account;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

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
        public Looked look(Account account, List<Form.Field> fields, Map<String, String> said) {
          return new Looked(said, Form.unfit(fields, said));
        }

        @Override
        public Optional<List<Message>> home(Account account) {
          return Optional.empty();
        }

        @Override
        public Optional<List<Offered>> offered(Account account, String words) {
          return Optional.empty();
        }

        @Override
        public News news() {
          return () -> (_, _) -> false;
        }

        @Override
        public boolean isFor(Account account, ButtonAction action) {
          return true;
        }

        @Override
        public Optional<Attachment> file(Account account, String place) {
          return Optional.empty();
        }

        @Override
        public boolean isAwaited(Account account, ConversationId where) {
          throw new JournalException("the catalogue is not read yet: it has to come again");
        }
      };

  /**
   * Something of the catalogue.
   *
   * @param about what it is, and what it takes
   * @param start begins it
   */
  record Offered(String title, String about, ButtonAction start) {}

  /** The form that a button opens; empty where it opens none, or not for this person now. */
  Optional<Form> form(Account account, ButtonAction action);

  /**
   * Looks at the values of a form's fields, one by one; who is mentioned or named there is known by
   * their id from then on.
   *
   * @param said as it was written, by the fields' names
   */
  Looked look(Account account, List<Form.Field> fields, Map<String, String> said);

  /**
   * What values come to.
   *
   * @param said with people by their ids
   * @param reasons why some do not fit, by their fields' names; nothing where all do
   */
  record Looked(Map<String, String> said, Map<String, String> reasons) {
    public Looked {
      said = Map.copyOf(said);
      reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }
  }

  /**
   * What somebody's own page shows: their requests, what waits for their yes, and what they may
   * choose, each under its heading; empty while that is not known yet.
   */
  Optional<List<Message>> home(Account account);

  /**
   * What somebody may choose, the best first; all of it where no words are given. Empty for whom it
   * does not know, which is no catalogue without anything that fits.
   */
  Optional<List<Offered>> offered(Account account, String words);

  /** Begins to look for what changes people's own pages. */
  News news();

  /** What has happened since it was asked last. Owned by one thread. */
  interface News {
    /** Looks anew; tells whose pages that may have changed, given what they show. */
    BiPredicate<Account, List<Message>> next();
  }

  /** Whether a button is meant for this person and leads somewhere now, as far as can be told. */
  boolean isFor(Account account, ButtonAction action);

  /**
   * Whether what this account says in a conversation is for the bot although nobody speaks to it: a
   * question of theirs is open there, or they speak with the desk's people about a ticket.
   *
   * @throws JournalException while that can't be told: then what they say has to come again
   */
  boolean isAwaited(Account account, ConversationId where);

  /** The file that the portal has at this place, if this person may read it now. */
  Optional<Attachment> file(Account account, String place);
}
