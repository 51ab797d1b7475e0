package dev.deskhand.torture;

import dev.deskhand.bot.message.Channel;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.permissions.Account;
import dev.deskhand.torture.Received.Kind;
import java.util.Optional;

/** The world's chat. */
final class Chat implements Channel {
  static final String NAME = "web";

  private final Outside outside;
  private final Halt halt;

  Chat(Outside outside, Halt halt) {
    this.outside = outside;
    this.halt = halt;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String post(Outbound.ChannelPost post, Optional<String> replaced) {
    halt.pass(Point.BEFORE_POST);
    outside.take(Kind.POST, post.key().value(), post.conversation().place());
    halt.pass(Point.AFTER_POST);
    return receipt(post);
  }

  @Override
  public Optional<String> find(Outbound.ChannelPost post) {
    halt.check();
    return outside.has(Kind.POST, post.key().value())
        ? Optional.of(receipt(post))
        : Optional.empty();
  }

  @Override
  public Optional<ConversationId> direct(Account account) {
    return account.platform().equals(NAME)
        ? Optional.of(new ConversationId(NAME, account.user()))
        : Optional.empty();
  }

  private static String receipt(Outbound.ChannelPost post) {
    return "m-" + post.key();
  }
}
