package dev.deskhand.bot.message;

import dev.deskhand.content.PictureFile;
import java.net.URI;
import java.util.Optional;

/**
 * Where the files and pictures are that messages name. Whoever writes a message has asked whether
 * its readers may have them; who asks later, by an address, is asked about again. Thread-safe;
 * calls block.
 */
public interface FileStock {

  /** A file's bytes; empty where they are kept no more. */
  Optional<byte[]> bytes(Attachment file);

  /** Where people find it in the portal, which looks at who they are. */
  URI address(Attachment file);

  /** A picture's bytes; empty where no tree of now shows it. */
  Optional<byte[]> bytes(PictureFile picture);

  /** Where whoever is signed in to the portal sees it. */
  URI address(PictureFile picture);

  /**
   * Where a client of somebody's sees it that is not signed in; whoever has the address may. Empty
   * where clients don't reach us.
   */
  Optional<URI> openAddress(PictureFile picture);
}
