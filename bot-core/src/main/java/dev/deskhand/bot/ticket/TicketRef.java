package dev.deskhand.bot.ticket;

/**
 * A ticket of a desk.
 *
 * @param desk the {@link TicketDesk}'s name: {@code builtin}, {@code rt}, {@code zendesk}
 * @param id the desk's own number of it
 */
public record TicketRef(String desk, String id) {
  /** Reads the form that {@link #toString} writes. */
  public static TicketRef parse(String text) {
    int hyphen = text.lastIndexOf('-');
    if (hyphen < 1 || hyphen == text.length() - 1) {
      throw new IllegalArgumentException("ticket '" + text + "': expected desk-number");
    }
    return new TicketRef(text.substring(0, hyphen), text.substring(hyphen + 1));
  }

  /** {@code rt-42}: short, and safe in buttons and stream keys. */
  @Override
  public String toString() {
    return desk + "-" + id;
  }
}
