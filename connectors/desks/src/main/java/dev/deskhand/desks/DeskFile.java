package dev.deskhand.desks;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Outbound.TicketNote;
import java.util.List;

/** A file with its bytes, as it goes to a desk. */
public final class DeskFile {
  private final Attachment file;
  private final byte[] bytes;

  private DeskFile(Attachment file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  public String name() {
    return file.name();
  }

  public String mediaType() {
    return file.mediaType();
  }

  public byte[] bytes() {
    return bytes;
  }

  /** The files of a note that are kept still. */
  public static List<DeskFile> of(TicketNote note, FileStock stock) {
    return note.files().stream()
        .flatMap(file -> stock.bytes(file).map(bytes -> new DeskFile(file, bytes)).stream())
        .toList();
  }

  /** The text of a note at a desk that keeps no files: it says where the portal has them. */
  public static String withLinks(TicketNote note, FileStock stock) {
    StringBuilder text = new StringBuilder(note.text());
    note.files()
        .forEach(
            file ->
                text.append('\n').append(file.inWords()).append(": ").append(stock.address(file)));
    return text.toString();
  }
}
