package dev.deskhand.desks.rt;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.ticket.TicketDesk;
import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.DeskClient;
import dev.deskhand.desks.DeskClient.Answer;
import dev.deskhand.desks.DeskClient.Call;
import dev.deskhand.desks.Linked;
import dev.deskhand.desks.UnreadableException;
import dev.deskhand.desks.rt.wire.RtWire;
import dev.deskhand.permissions.Account;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Request Tracker 5 through its REST 2.0. A note is HTML that carries its delivery key in a
 * comment, which neither RT's pages nor its mail show.
 */
public final class RtDesk implements TicketDesk {
  public static final String NAME = "rt";

  /** RT's own limit of what it lists at once. */
  private static final int PAGE = 100;

  private static final int MOST_PAGES = 50;

  /** So many of the newest tickets are looked at for one that was opened just before. */
  private static final int NEWEST = 30;

  private final Belongings belongings;
  private final RtSettings settings;
  private final FileStock stock;
  private final DeskClient client;

  /**
   * A desk.
   *
   * @param belongings whose accounts there are at RT
   * @param stock where the files of notes are
   */
  public RtDesk(Belongings belongings, RtSettings settings, FileStock stock, InstantSource clock) {
    this.belongings = belongings;
    this.settings = settings;
    this.stock = stock;
    this.client = new DeskClient(settings.baseUrl(), "token " + settings.token().value(), clock);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isOurs(Account account) {
    return settings.own().equals(account);
  }

  @Override
  public boolean isOpen() {
    return settings.queue().isPresent();
  }

  /** It is the requestor's own where they have an account there; else the text says whose. */
  @Override
  public TicketRef open(Outbound.TicketOpening opening) {
    String purpose = "opening a ticket at RT";
    String queue =
        settings
            .queue()
            .orElseThrow(() -> DeliveryFailedException.giveUp(purpose + ": no queue is named"));
    Optional<String> requestor =
        belongings.besides(settings.own(), opening.whose()).map(Account::user);
    Answer answer =
        client.send(
            Call.post(
                purpose,
                "/REST/2.0/ticket",
                RtWire.ticket(
                    queue, opening.subject(), RtNote.html(opening, requestor), requestor)));
    return new TicketRef(NAME, read(purpose, () -> RtWire.readTicket(answer.body())));
  }

  /** Among the newest of Deskhand's own tickets, the one whose text carries the key. */
  @Override
  public Optional<TicketRef> find(Outbound.TicketOpening opening) {
    String purpose = "looking for a ticket at RT";
    String query = "Creator = " + settings.own().user();
    Answer answer =
        client.send(
            Call.get(
                purpose,
                "/REST/2.0/tickets?orderby=id&order=DESC&per_page="
                    + NEWEST
                    + "&query="
                    + URLEncoder.encode(query, StandardCharsets.UTF_8)));
    return read(purpose, () -> RtWire.readTickets(answer.body())).stream()
        .map(id -> new TicketRef(NAME, id))
        .filter(ticket -> carries(purpose, ticket, RtNote.marker(opening.key())))
        .findFirst();
  }

  private boolean carries(String purpose, TicketRef ticket, String marker) {
    return attachments(purpose, ticket, 1).stream()
        .anyMatch(part -> carries(purpose, part, marker));
  }

  /** Comments are internal; correspondence is public and is mailed to the requestors. */
  @Override
  public String add(Outbound.TicketNote note) {
    String verb =
        switch (note.visibility()) {
          case INTERNAL -> "comment";
          case PUBLIC -> "correspond";
        };
    Answer answer =
        client.send(
            Call.post(
                "adding a note to " + note.ticket(),
                path(note.ticket()) + "/" + verb,
                RtWire.note(RtNote.html(Linked.note(note, stock)))));
    return answer
        .location()
        .map(location -> location.substring(location.lastIndexOf('/') + 1))
        .or(() -> find(note))
        .orElseThrow(
            () ->
                DeliveryFailedException.retry("adding a note to " + note.ticket() + ": no trace"));
  }

  @Override
  public Optional<String> find(Outbound.TicketNote note) {
    String purpose = "looking for a note on " + note.ticket();
    for (int page = 1; page <= MOST_PAGES; page++) {
      List<RtWire.Attachment> attachments = attachments(purpose, note.ticket(), page);
      Optional<RtWire.Attachment> found =
          attachments.stream()
              .filter(part -> carries(purpose, part, RtNote.marker(note.key())))
              .findFirst();
      if (found.isPresent()) {
        return Optional.of(found.get().transaction());
      }
      if (attachments.size() < PAGE) {
        return Optional.empty();
      }
    }
    throw DeliveryFailedException.giveUp(
        purpose + ": more than " + PAGE * MOST_PAGES + " messages; look for it by hand");
  }

  private List<RtWire.Attachment> attachments(String purpose, TicketRef ticket, int page) {
    String query =
        "/attachments?fields=Creator,TransactionId,ContentType&fields%5BCreator%5D=id&per_page="
            + PAGE
            + "&page="
            + page;
    Answer answer = client.send(Call.get(purpose, path(ticket) + query));
    return read(purpose, () -> RtWire.readPage(answer.body()));
  }

  private boolean carries(String purpose, RtWire.Attachment part, String marker) {
    if (!part.creator().equals(settings.own().user()) || !part.contentType().equals("text/html")) {
      return false;
    }
    Answer answer = client.send(Call.get(purpose, "/REST/2.0/attachment/" + part.id()));
    Optional<String> content = read(purpose, () -> RtWire.readContent(answer.body()));
    return content.filter(text -> text.contains(marker)).isPresent();
  }

  /** RT answers 200 to a status that it doesn't know, so the ticket is read back. */
  @Override
  public void move(Outbound.TicketTransition transition) {
    String status = RtStatus.write(transition.to());
    String purpose = "moving " + transition.ticket() + " to '" + status + "'";
    String path = path(transition.ticket());
    Answer said = client.send(Call.put(purpose, path, RtWire.status(status)));
    Answer ticket = client.send(Call.get(purpose, path));
    String found = read(purpose, () -> RtWire.readStatus(ticket.body()));
    if (!found.equals(status)) {
      throw DeliveryFailedException.giveUp(
          "%s: it stayed '%s', and RT said: %s; check the queue's lifecycle and ModifyTicket"
              .formatted(purpose, found, DeskClient.quote(said.body())));
    }
  }

  /** RT answers 200 to what it did not do, so the ticket is read back. */
  @Override
  public void edit(TicketRef ticket, TicketEdit edit) {
    String purpose = "changing " + ticket;
    Answer said = client.send(Call.put(purpose, path(ticket), RtWire.edit(edit)));
    Answer after = client.send(Call.get(purpose, path(ticket)));
    if (!read(purpose, () -> RtWire.isSo(after.body(), edit))) {
      throw DeliveryFailedException.giveUp(
          "%s: it is not so afterwards, and RT said: %s; check names and ModifyTicket"
              .formatted(purpose, DeskClient.quote(said.body())));
    }
  }

  @Override
  public String url(TicketRef ticket) {
    return settings.baseUrl().toString().replaceFirst("/+$", "")
        + "/Ticket/Display.html?id="
        + ticket.id();
  }

  private static String path(TicketRef ticket) {
    if (!ticket.desk().equals(NAME) || !ticket.id().matches("[0-9]{1,19}")) {
      throw DeliveryFailedException.giveUp("ticket " + ticket + ": none of Request Tracker's");
    }
    return "/REST/2.0/ticket/" + ticket.id();
  }

  private static <T> T read(String purpose, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (UnreadableException e) {
      throw DeliveryFailedException.retry(purpose + ": RT's answer: " + e.getMessage());
    }
  }
}
