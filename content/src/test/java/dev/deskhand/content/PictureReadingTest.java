package dev.deskhand.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class PictureReadingTest {
  private static final byte[] JPEG =
      HexFormat.of()
          .parseHex(
              "ffd8" + "ffe000044a46" + "ffff" + "c0" + "0011" + "08" + "0040" + "0080" + "03");
  private static final byte[] GIF =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  /** The head of a PNG; its pixels are missing, which nothing here looks at. */
  private static byte[] png(int width, int height) {
    return ByteBuffer.allocate(40)
        .put("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(13)
        .putInt(0x49484452)
        .putInt(width)
        .putInt(height)
        .array();
  }

  private static PictureFile proven(byte[] bytes) {
    return PictureReading.of(bytes) instanceof PictureReading.Proven(PictureFile file)
        ? file
        : new PictureFile("image/png", 1, "0".repeat(64), 1, 1);
  }

  private static String refused(byte[] bytes) {
    return PictureReading.of(bytes) instanceof PictureReading.Refused(String why) ? why : "proven";
  }

  @Test
  void the_bytes_prove_kind_and_size() {
    assertThat(proven(png(640, 400)))
        .extracting(PictureFile::mediaType, PictureFile::width, PictureFile::height)
        .containsExactly("image/png", 640, 400);
    assertThat(proven(JPEG))
        .extracting(PictureFile::mediaType, PictureFile::width, PictureFile::height)
        .containsExactly("image/jpeg", 128, 64);
    assertThat(proven(GIF))
        .extracting(PictureFile::mediaType, PictureFile::size, PictureFile::width)
        .containsExactly("image/gif", GIF.length, 1);
    assertThat(proven(png(640, 400)).sha256()).isNotEqualTo(proven(png(640, 401)).sha256());
  }

  @Test
  void what_is_no_picture_or_too_large_is_refused() {
    byte[] page = "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8);

    assertThat(refused(page)).contains("no PNG, JPEG or GIF");
    assertThat(refused("RIFF0000WEBPVP8 ".getBytes(StandardCharsets.UTF_8))).contains("no PNG");
    assertThat(refused(new byte[0])).contains("no PNG");
    assertThat(refused(Arrays.copyOf(png(9, 9), PictureFile.LARGEST + 1))).contains("512 KiB");
    assertThat(refused(png(4_097, 10))).contains("4097 x 10");
    assertThat(refused(png(10, 4_097))).contains("10 x 4097");
    assertThat(refused(png(-1, 10))).contains("broken");
    assertThat(refused(png(0, 10))).contains("broken");
  }

  @Test
  void a_head_that_is_cut_off_anywhere_is_refused_in_words() {
    for (byte[] whole : new byte[][] {png(640, 400), JPEG, GIF}) {
      for (int length = 0; length < 10; length++) {
        assertThat(refused(Arrays.copyOf(whole, length))).containsAnyOf("no PNG", "broken");
      }
    }
  }
}
