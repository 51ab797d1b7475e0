package dev.deskhand.bot.file;

import dev.deskhand.content.PictureKind;
import dev.deskhand.trees.GivenFile;
import java.util.Optional;
import java.util.Set;

/** What a file's first bytes prove. */
public final class FileKind {
  /** Pictures that a browser may show, once their bytes prove that they are some. */
  public static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private FileKind() {}

  /**
   * The media type: of a picture, what its bytes prove; of anything else what was said, unless that
   * was a picture.
   */
  public static String of(byte[] bytes, String said) {
    return picture(bytes).orElse(said.startsWith("image/") ? GivenFile.UNKNOWN : said);
  }

  /** The media type of a picture, by its signature. */
  static Optional<String> picture(byte[] bytes) {
    return PictureKind.of(bytes).map(PictureKind::mediaType);
  }
}
