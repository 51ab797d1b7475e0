package dev.deskhand.bot.message;

import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.StreamId;
import java.util.Set;

/**
 * A place where people and the bot talk: a thread, a direct message, a page, a ticket.
 *
 * @param channel the {@link Channel}'s name: {@code slack}, {@code web}, …
 * @param place the channel's own name of it, such as {@code T0001:C0001:1700000000.000100}
 */
public record ConversationId(String channel, String place) {
  /** The kind of stream that conversations are. */
  public static final String KIND = "conversation";

  private static final String TICKET = "ticket";
  private static final String HOOK = "hook";
  private static final String SCHEDULE = "schedule";
  private static final String CONSOLE = "console";

  /** The stream that holds its history; also its lane in inbox and outbox. */
  public StreamId stream() {
    return new StreamId(KIND, channel + "/" + place);
  }

  public static ConversationId of(StreamId stream) {
    int slash = stream.key().indexOf('/');
    return new ConversationId(stream.key().substring(0, slash), stream.key().substring(slash + 1));
  }

  /** The lane of a ticket's events. */
  public static ConversationId ofTicket(TicketRef ticket) {
    return new ConversationId(TICKET, ticket.toString());
  }

  /** The lane of another system's calls to a trigger. */
  public static ConversationId ofHook(String trigger) {
    return new ConversationId(HOOK, trigger);
  }

  /** Where what a schedule begins would be spoken of. */
  public static ConversationId ofSchedule(String trigger) {
    return new ConversationId(SCHEDULE, trigger);
  }

  /** Where somebody who has no channel would hear of what they did on the command line. */
  public static ConversationId ofConsole(String person) {
    return new ConversationId(CONSOLE, person);
  }

  /** False for lanes that keep an order, but in which nobody listens. */
  public boolean isHeard() {
    return !Set.of(TICKET, HOOK, SCHEDULE, CONSOLE).contains(channel);
  }

  @Override
  public String toString() {
    return channel + "/" + place;
  }
}
