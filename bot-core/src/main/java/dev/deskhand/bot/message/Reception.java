package dev.deskhand.bot.message;

/** Where connectors hand over what they have verified. Thread-safe. */
@FunctionalInterface
public interface Reception {

  /**
   * Stores a request durably; it is worked on afterwards. Answer the vendor 2xx in both cases.
   *
   * @throws dev.deskhand.journal.JournalException if it could not be stored: answer 503, so that
   *     the vendor delivers it again
   */
  Acceptance accept(Inbound inbound);

  /** What became of the delivery. */
  enum Acceptance {
    ACCEPTED,
    /** This delivery came before: nothing more will happen. */
    DUPLICATE
  }
}
