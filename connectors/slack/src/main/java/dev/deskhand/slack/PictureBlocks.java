package dev.deskhand.slack;

import com.slack.api.model.block.ImageBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.SlackFileObject;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.FileStock;
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
    String words = Mrkdwn.legible(picture.shows());
    return ImageBlock.builder()
        .slackFile(SlackFileObject.builder().id(id).build())
        .altText(words)
        .title(PlainTextObject.builder().text(words).emoji(false).build())
        .build();
  }

  /** What stands for a picture, in Slack's own markup. */
  String words(Exhibit.Picture picture) {
    String words = "Picture: " + Mrkdwn.escaped(picture.shows());
    if (stock.isEmpty()) {
      return words;
    }
    return stock.get().bytes(picture.file()).isPresent()
        ? words + " (<" + stock.get().address(picture.file()) + "|in the portal>)"
        : words + " (it is kept no more)";
  }
}
