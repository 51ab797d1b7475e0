package dev.deskhand.desks;

import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Outbound.TicketNote;

/**
 * Notes at desks say where the portal has their files, and don't hold them: the portal asks whether
 * the reader may have one, and what is deleted there is gone.
 */
public final class Linked {
  private Linked() {}

  /** The same note with a line for each of its files, instead of them. */
  public static TicketNote note(TicketNote note, FileStock stock) {
    StringBuilder text = new StringBuilder(note.text());
    note.files()
        .forEach(
            file ->
                text.append('\n').append(file.inWords()).append(": ").append(stock.address(file)));
    return new TicketNote(note.key(), note.ticket(), note.visibility(), text.toString());
  }
}
