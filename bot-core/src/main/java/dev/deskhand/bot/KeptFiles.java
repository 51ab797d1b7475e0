package dev.deskhand.bot;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The files that messages name, out of the journal's artefacts. Thread-safe. */
public final class KeptFiles implements FileStock {
  private final TenantId tenant;
  private final Journal journal;
  private final URI portal;

  /**
   * Files.
   *
   * @param portal its address, as people's browsers have it
   */
  public KeptFiles(TenantId tenant, Journal journal, URI portal) {
    this.tenant = tenant;
    this.journal = journal;
    this.portal = portal;
  }

  @Override
  public Optional<byte[]> bytes(Attachment file) {
    return journal
        .artefact(tenant, file.sha256())
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public URI address(Attachment file) {
    return URI.create(portal.toString().replaceFirst("/+$", "") + file.place());
  }
}
