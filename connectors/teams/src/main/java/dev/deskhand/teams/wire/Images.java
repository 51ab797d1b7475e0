package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.content.PictureFile;
import dev.deskhand.teams.wire.AdaptiveCard.Readers;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;

/**
 * Pictures as {@code Image} (https://adaptivecards.io/explorer/Image.html). Small ones travel in
 * the card; of others the card has an address that clients fetch by themselves, without a login.
 * Where neither can be, their words stand for them.
 */
final class Images {
  /** Beside the buttons of a card. */
  private static final int MOST_FOR_ONE = 10_000;

  /** A card that several people see has everything twice; see {@link SharedCard}. */
  private static final int MOST_FOR_SEVERAL = 4_000;

  private Images() {}

  static ObjectNode of(Exhibit.Picture picture, Readers readers, FileStock stock) {
    PictureFile file = picture.file();
    Optional<byte[]> bytes = stock.bytes(file);
    if (bytes.isEmpty()) {
      return Runs.literal(words(picture) + " (it is kept no more)").put("spacing", "Medium");
    }
    int most = readers == Readers.ONE ? MOST_FOR_ONE : MOST_FOR_SEVERAL;
    return data(file, bytes.get(), most)
        .or(() -> stock.openAddress(file).map(URI::toString))
        .map(url -> image(url, picture))
        .orElseGet(() -> Runs.linked(words(picture), stock.address(file)));
  }

  private static Optional<String> data(PictureFile file, byte[] bytes, int most) {
    String head = "data:" + file.mediaType() + ";base64,";
    return head.length() + (bytes.length + 2) / 3 * 4 <= most
        ? Optional.of(head + Base64.getEncoder().encodeToString(bytes))
        : Optional.empty();
  }

  private static ObjectNode image(String url, Exhibit.Picture picture) {
    return Json.object("Image")
        .put("url", url)
        .put("altText", Runs.shown(picture.shows()))
        .put("spacing", "Medium");
  }

  private static String words(Exhibit.Picture picture) {
    return "Picture: " + picture.shows();
  }
}
