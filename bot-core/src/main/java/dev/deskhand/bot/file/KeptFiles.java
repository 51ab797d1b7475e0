package dev.deskhand.bot.file;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.content.PictureFile;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The files that messages name, out of the journal's artefacts, and the pictures, out of the
 * catalogue of now. Thread-safe.
 */
public final class KeptFiles implements FileStock {
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  private final TenantId tenant;
  private final Journal journal;
  private final Pictures pictures;
  private final String portal;

  /**
   * Where pictures are.
   *
   * @param now those of the catalogue of now
   * @param seal signs the addresses that need no login
   */
  public record Pictures(Supplier<CataloguePictures> now, PictureSeal seal) {}

  /**
   * Files.
   *
   * @param portal its address, as people's browsers have it
   */
  public KeptFiles(TenantId tenant, Journal journal, Pictures pictures, URI portal) {
    this.tenant = tenant;
    this.journal = journal;
    this.pictures = pictures;
    this.portal = portal.toString().replaceFirst("/+$", "");
  }

  @Override
  public Optional<byte[]> bytes(Attachment file) {
    return journal
        .artefact(tenant, file.sha256())
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public URI address(Attachment file) {
    return URI.create(portal + file.place());
  }

  @Override
  public Optional<byte[]> bytes(PictureFile picture) {
    return pictures.now().get().find(picture.sha256()).map(CataloguePictures.Kept::bytes);
  }

  @Override
  public URI address(PictureFile picture) {
    return URI.create(portal + place(picture));
  }

  @Override
  public Optional<URI> openAddress(PictureFile picture) {
    URI open =
        URI.create(
            portal + "/pictures/" + picture.sha256() + "?sign=" + pictures.seal().sign(picture));
    return isReached(open) ? Optional.of(open) : Optional.empty();
  }

  /** Where the portal has a picture for whoever is signed in. */
  public static String place(PictureFile picture) {
    return "/catalogue/pictures/" + picture.sha256();
  }

  private static boolean isReached(URI address) {
    return "https".equalsIgnoreCase(address.getScheme())
        && address.getHost() != null
        && !THIS_MACHINE.contains(address.getHost().toLowerCase(Locale.ROOT));
  }
}
