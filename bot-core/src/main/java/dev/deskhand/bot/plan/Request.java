package dev.deskhand.bot.plan;

import dev.deskhand.bot.conversation.Conversation;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.permissions.Principal;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.Walk;
import java.util.Optional;

/**
 * A request of somebody known.
 *
 * @param walk the walk that is open between this person and the bot in this conversation
 */
public record Request(
    Principal principal, Inbound inbound, Conversation conversation, Optional<OpenWalk> walk) {
  /** A walk and the tree that it began with. */
  public record OpenWalk(Walk walk, Tree tree) {}
}
