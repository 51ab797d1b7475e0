package dev.deskhand.slack;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.journal.DeliveryKey;
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

  static Delivery of(ChannelPost post, Optional<Receipt> replaced) {
    return new Delivery(
        post.key(), BlockKit.render(post.message()), post.message().files(), replaced);
  }

  /** The files of a post, below a line that says what they are of. */
  static Delivery filesOf(ChannelPost post) {
    return new Delivery(
        post.key(),
        BlockKit.render(Message.text(post.message().text())),
        post.message().files(),
        Optional.empty());
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
