package dev.deskhand.bot.plan;

import dev.deskhand.bot.conversation.Conversation.Question;
import dev.deskhand.bot.conversation.ConversationEvent.TicketAsked;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.Personal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which ticket somebody's words are for, while the desk's people have more than one. */
final class OfTickets {
  private OfTickets() {}

  /** To the desk's people, who read nothing that may be for others of them. */
  static Optional<Plan> passing(Request request, Personal text) {
    List<TicketRef> tickets = request.around().withDesk();
    return switch (tickets.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Plan.Relay(tickets.getFirst(), text));
      default -> Optional.of(new Plan.WhichTicket(tickets, text, List.of()));
    };
  }

  /** What this person was asked and has not said yet. */
  static Optional<TicketAsked> open(Request request) {
    return request
        .conversation()
        .openFor(request.principal().id())
        .flatMap(
            question ->
                question instanceof Question.TicketOf(var asked)
                    ? Optional.of(asked)
                    : Optional.empty());
  }

  /** Those that were offered, and behind them those that colleagues have by now. */
  private static List<TicketRef> offered(Request request, TicketAsked asked) {
    return Stream.concat(asked.tickets().stream(), request.around().withDesk().stream())
        .distinct()
        .toList();
  }

  /** An answer in words: the ticket's name, or its place among those that were offered. */
  static Optional<Plan> chosen(Request request, TicketAsked asked, String said) {
    OptionalInt place = Referring.place(said);
    List<TicketRef> tickets = offered(request, asked);
    return IntStream.range(0, tickets.size())
        .filter(
            it ->
                place.equals(OptionalInt.of(it))
                    || said.strip().equals(Integer.toString(it + 1))
                    || tickets.get(it).toString().equalsIgnoreCase(said.strip()))
        .mapToObj(it -> passing(asked, tickets.get(it)))
        .findFirst();
  }

  static Optional<Plan> pressed(Request request, ButtonAction action) {
    return open(request)
        .flatMap(
            asked ->
                offered(request, asked).stream()
                    .filter(it -> ButtonReader.forTicket(it).equals(action))
                    .findFirst()
                    .map(it -> passing(asked, it)));
  }

  private static Plan passing(TicketAsked asked, TicketRef ticket) {
    return new Plan.Relay(ticket, asked.text(), asked.files());
  }

  /** What is said besides waits for the same answer. */
  static Plan more(Request request, TicketAsked asked, Personal text) {
    String all =
        Stream.of(asked.text().value(), text.value())
            .filter(it -> !it.isBlank())
            .collect(Collectors.joining("\n"));
    return new Plan.WhichTicket(
        offered(request, asked), new Personal(text.subject(), all), asked.files());
  }
}
