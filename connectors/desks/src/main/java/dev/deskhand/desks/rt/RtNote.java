package dev.deskhand.desks.rt;

import dev.deskhand.bot.message.Outbound;
import dev.deskhand.desks.Html;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Sha256;
import java.util.Optional;

/** How a note looks in RT. */
final class RtNote {
  private static final String MARKER = "<!-- deskhand:";

  private static final int DIGITS = 32;

  private RtNote() {}

  /** The text with its line breaks, every sign of it taken literally, and the marker behind it. */
  static String html(Outbound.TicketNote note) {
    return "<div>" + Html.lines(note.text()) + "</div>" + marker(note.key());
  }

  /** The text of a new ticket, which says whose it is where RT does not know them. */
  static String html(Outbound.TicketOpening opening, Optional<String> requestor) {
    String whose = requestor.isPresent() ? "" : "\n\nAsked for by " + opening.whose() + ".";
    String text = opening.text().value().strip() + whose;
    return "<div>" + Html.lines(text) + "</div>" + marker(opening.key());
  }

  /** What {@link RtDesk#find} looks for; HTML doesn't show it. */
  static String marker(DeliveryKey key) {
    return MARKER + Sha256.hex(key.value()).substring(0, DIGITS) + " -->";
  }
}
