package dev.deskhand.slack;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be posted.
 *
 * @param parts at least one
 * @param files what is sent after them, each a further part
 * @param replaced what it takes the place of
 */
record Delivery(
    DeliveryKey key,
    List<BlockKit.Part> parts,
    List<Attachment> files,
    Optional<Receipt> replaced) {
  Delivery {
    parts = List.copyOf(parts);
    files = List.copyOf(files);
  }

  static Delivery of(ChannelPost post, Optional<Receipt> replaced, PictureBlocks pictures) {
    return new Delivery(
        post.key(), BlockKit.render(post.message(), pictures), post.message().files(), replaced);
  }

  /**
   * The files of a post that is shown elsewhere, below a line that says what they are of. It has a
   * key of its own: what is found of the one says nothing of the other.
   */
  static Delivery filesOf(ChannelPost post) {
    return new Delivery(
        new DeliveryKey("files-" + Sha256.hex(post.key().value())),
        BlockKit.render(Message.text(post.message().text())),
        post.message().files(),
        Optional.empty());
  }

  /** The same for whoever has the files already. */
  Delivery withoutFiles() {
    return new Delivery(key, parts, List.of(), replaced);
  }

  /** The same for a place that takes no files: the last parts say where the portal has them. */
  Delivery linked(FileStock stock) {
    if (files.isEmpty()) {
      return this;
    }
    List<BlockKit.Part> all = new ArrayList<>(parts);
    all.addAll(BlockKit.links(files, stock));
    return new Delivery(key, all, List.of(), replaced);
  }

  /** How many messages it takes in all. */
  int size() {
    return parts.size() + files.size();
  }

  /** The message that the first part replaces; what was only shown can't be replaced. */
  Optional<Receipt.Posted> replacedPost() {
    return replaced.filter(Receipt.Posted.class::isInstance).map(Receipt.Posted.class::cast);
  }
}
