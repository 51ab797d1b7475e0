package dev.deskhand.desks.rt.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One transaction of RT, as the scrip tells of it. Ids are RT's, in digits.
 *
 * @param cameBy RT's name of the interface: {@code Web}, {@code REST}, {@code Email}, …
 * @param content what was written, as plain text; empty for a change of status
 * @param field what changed, where it is told: a field, the status, or the owner as a user's id
 */
public record RtChange(
    String transaction,
    Kind kind,
    String actor,
    String cameBy,
    String content,
    Optional<Field> field,
    OfTicket ticket) {

  /** RT's types of transaction that the scrip tells of. */
  public enum Kind {
    CREATE,
    /** Internal. */
    COMMENT,
    /** Public. */
    CORRESPOND,
    STATUS,
    /** Somebody took it, was given it, or gave it back. */
    OWNER,
    FIELD,
    MERGED,
    /** The last of its approvals was given. */
    APPROVED
  }

  /**
   * What a field was and became; both are empty where nothing was, or is, in it.
   *
   * @param name in lower case
   */
  public record Field(String name, String value, String before) {}

  /**
   * What is said of a ticket.
   *
   * @param own {@code queue} and {@code owner} (a user's id)
   * @param custom the custom fields that have a value, by their names in lower case
   * @param names of custom fields, by their numbers, where RT tells them
   */
  public record Fields(
      Map<String, String> own, Map<String, String> custom, Map<String, String> names) {
    public Fields {
      own = Map.copyOf(own);
      custom = Map.copyOf(custom);
      names = Map.copyOf(names);
    }
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
      List<String> requestors,
      Fields fields) {
    public OfTicket {
      requestors = List.copyOf(requestors);
    }

    /** The ticket of another number, which was merged into this. */
    public OfTicket of(String other) {
      return new OfTicket(other, subject, status, statusKind, creator, bornBy, requestors, fields);
    }

    /** The same ticket, of which it is known now how it came to be. */
    public OfTicket bornBy(String birth) {
      return new OfTicket(id, subject, status, statusKind, creator, birth, requestors, fields);
    }
  }
}
