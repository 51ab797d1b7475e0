package dev.deskhand.slack;

import com.slack.api.model.block.ImageBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.SlackFileObject;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Legible;
import java.util.Map;
import java.util.Optional;

/**
 * How pictures are shown in a message.
 *
 * @param ids of Slack's files by the pictures' digests; the words stand for a picture without one
 * @param stock knows where the portal has them; empty where nobody asks for it
 */
record PictureBlocks(Map<String, String> ids, Optional<FileStock> stock) {
  /** Every picture by its words alone. */
  static final PictureBlocks NONE = new PictureBlocks(Map.of(), Optional.empty());

  PictureBlocks {
    ids = Map.copyOf(ids);
  }

  /** Slack's file. */
  Optional<String> id(Exhibit.Picture picture) {
    return Optional.ofNullable(ids.get(picture.file().sha256()));
  }

  static ImageBlock image(String id, Exhibit.Picture picture) {
    String words = legible(picture.shows());
    return ImageBlock.builder()
        .slackFile(SlackFileObject.builder().id(id).build())
        .altText(words)
        .title(PlainTextObject.builder().text(words).emoji(false).build())
        .build();
  }

  /** What stands for a picture. */
  RichText words(Exhibit.Picture picture) {
    RichText words = new RichText().literal("Picture: " + picture.shows());
    if (stock.isEmpty()) {
      return words;
    }
    return stock.get().bytes(picture.file()).isPresent()
        ? words
            .literal(" (")
            .link(stock.get().address(picture.file()), "in the portal")
            .literal(")")
        : words.literal(" (it is kept no more)");
  }

  /** On one line. */
  private static String legible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars()
        .forEach(c -> out.append(Legible.isShown((char) c) ? (char) c : Legible.REPLACEMENT));
    return out.toString();
  }
}
