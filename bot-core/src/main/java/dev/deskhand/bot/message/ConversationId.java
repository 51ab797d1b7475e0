package dev.deskhand.bot.message;

import dev.deskhand.journal.StreamId;

/**
 * A place where people and the bot talk: a thread, a direct message, a page, a ticket.
 *
 * @param channel the {@link Channel}'s name: {@code slack}, {@code web}, …
 * @param place the channel's own name of it, such as {@code T0001:C0001:1700000000.000100}
 */
public record ConversationId(String channel, String place) {
  /** The stream that holds its history; also its lane in inbox and outbox. */
  public StreamId stream() {
    return new StreamId("conversation", channel + "/" + place);
  }

  public static ConversationId of(StreamId stream) {
    int slash = stream.key().indexOf('/');
    return new ConversationId(stream.key().substring(0, slash), stream.key().substring(slash + 1));
  }

  @Override
  public String toString() {
    return channel + "/" + place;
  }
}
