package dev.deskhand.bot.plan;

import dev.deskhand.bot.conversation.Conversation;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.permissions.Principal;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.Walk;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A request of somebody known.
 *
 * @param walk the walk that is open between this person and the bot in this conversation
 * @param around what else is known
 */
public record Request(
    Principal principal,
    Inbound inbound,
    Conversation conversation,
    Optional<OpenWalk> walk,
    Around around) {
  /**
   * What is known besides.
   *
   * @param withDesk the tickets that they speak of here, while the desk's people have them
   * @param now when it was accepted, where they are, for days such as yesterday
   */
  public record Around(List<TicketRef> withDesk, ZonedDateTime now) {
    public LocalDate today() {
      return now.toLocalDate();
    }
  }

  /**
   * A walk and the tree that it began with.
   *
   * @param since when it came to where it is
   */
  public record OpenWalk(Walk walk, Tree tree, Instant since) {}
}
