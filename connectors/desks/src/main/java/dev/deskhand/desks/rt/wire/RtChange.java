package dev.deskhand.desks.rt.wire;

import java.util.List;

/**
 * One transaction of RT, as the scrip tells of it. Ids are RT's, in digits.
 *
 * @param cameBy RT's name of the interface: {@code Web}, {@code REST}, {@code Email}, …
 * @param content what was written, as plain text; empty for a change of status
 */
public record RtChange(
    String transaction, Kind kind, String actor, String cameBy, String content, OfTicket ticket) {

  /** RT's types of transaction that the scrip tells of. */
  public enum Kind {
    CREATE,
    /** Internal. */
    COMMENT,
    /** Public. */
    CORRESPOND,
    STATUS
  }

  /**
   * The ticket after the transaction.
   *
   * @param statusKind {@code initial}, {@code active} or {@code inactive} in the queue's lifecycle
   * @param bornBy the interface by which the ticket came to be
   */
  public record OfTicket(
      String id,
      String subject,
      String status,
      String statusKind,
      String creator,
      String bornBy,
      List<String> requestors) {
    public OfTicket {
      requestors = List.copyOf(requestors);
    }
  }
}
