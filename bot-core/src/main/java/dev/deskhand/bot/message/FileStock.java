package dev.deskhand.bot.message;

import java.net.URI;
import java.util.Optional;

/**
 * Where the files are that messages name. Whoever writes a message has asked whether its readers
 * may have them; who asks later, by an address, is asked about again. Thread-safe; calls block.
 */
public interface FileStock {

  /** A file's bytes; empty where they are kept no more. */
  Optional<byte[]> bytes(Attachment file);

  /** Where people find it in the portal, which looks at who they are. */
  URI address(Attachment file);
}
