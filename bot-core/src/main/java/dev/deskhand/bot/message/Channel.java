package dev.deskhand.bot.message;

import dev.deskhand.permissions.Account;
import java.util.Optional;

/** A place where the bot speaks: Slack, the chat page, … Thread-safe; calls block. */
public interface Channel {

  /** The name that {@link ConversationId#channel} carries. */
  String name();

  /**
   * Posts a message, or replaces an earlier one.
   *
   * @param replaced the receipt of the delivery that the post replaces, if it was delivered
   * @return the receipt: the channel's own id of the message
   * @throws DeliveryFailedException if the channel did not take it, or it can't be known
   */
  String post(Outbound.ChannelPost post, Optional<String> replaced);

  /**
   * Looks for a post that an earlier attempt may have left, by its key.
   *
   * @return its receipt, or empty when it certainly is not there
   * @throws DeliveryFailedException if the channel can't be asked now
   */
  Optional<String> find(Outbound.ChannelPost post);

  /** Puts up a signpost, where this channel has places for them; one that is refused is let be. */
  default void point(Outbound.Signpost signpost) {}

  /**
   * The conversation that answers to a post begin, where that is another than the post's own, as in
   * a thread below it.
   *
   * @param receipt the post's
   */
  default Optional<ConversationId> below(Outbound.ChannelPost post, String receipt) {
    return Optional.empty();
  }

  /**
   * The conversation in which this channel speaks to one person directly; empty when the account is
   * not of this channel.
   */
  Optional<ConversationId> direct(Account account);
}
