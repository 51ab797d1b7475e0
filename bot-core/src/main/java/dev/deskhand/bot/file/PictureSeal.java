package dev.deskhand.bot.file;

import dev.deskhand.content.PictureFile;
import dev.deskhand.journal.TenantId;
import java.util.Base64;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Signs the digests of pictures, so that only addresses which we gave away lead to one. No other
 * text that the same key signs begins as these do. Thread-safe.
 */
public final class PictureSeal {
  private static final String FORM = "picture-v1|";
  private static final int LONGEST = 100;

  private final TenantId tenant;
  private final Function<String, byte[]> mac;
  private final BiPredicate<String, byte[]> fits;

  /**
   * A seal.
   *
   * @param mac the keyed digest of a text, such as HMAC-SHA256
   * @param fits whether it is one of a text, by the key of now or the one before; in constant time
   */
  public PictureSeal(
      TenantId tenant, Function<String, byte[]> mac, BiPredicate<String, byte[]> fits) {
    this.tenant = tenant;
    this.mac = mac;
    this.fits = fits;
  }

  /** The signature of a picture, in base64url without padding. */
  public String sign(PictureFile picture) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(mac.apply(text(picture.sha256())));
  }

  /** Whether a signature is one of ours. */
  public boolean fits(String sha256, String signature) {
    if (!PictureFile.isDigest(sha256) || signature.length() > LONGEST) {
      return false;
    }
    try {
      return fits.test(text(sha256), Base64.getUrlDecoder().decode(signature));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private String text(String sha256) {
    return FORM + tenant.value() + "|" + sha256;
  }
}
