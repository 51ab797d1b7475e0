package dev.deskhand.desks.zendesk;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.ticket.TicketDesk;
import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.DeskClient;
import dev.deskhand.desks.DeskClient.Answer;
import dev.deskhand.desks.DeskClient.Call;
import dev.deskhand.desks.Linked;
import dev.deskhand.desks.UnreadableException;
import dev.deskhand.desks.zendesk.wire.ZendeskWire;
import dev.deskhand.journal.Sha256;
import dev.deskhand.permissions.Account;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Zendesk Support through its API 2. A note's delivery key travels in the update's metadata and is
 * looked up in the ticket's audits.
 */
public final class ZendeskDesk implements TicketDesk {
  public static final String NAME = "zendesk";

  private static final int MOST_PAGES = 50;

  private final Belongings belongings;
  private final ZendeskSettings settings;
  private final FileStock stock;
  private final DeskClient client;

  /**
   * A desk.
   *
   * @param belongings whose accounts there are at Zendesk
   * @param stock where the files of notes are
   */
  public ZendeskDesk(
      Belongings belongings, ZendeskSettings settings, FileStock stock, InstantSource clock) {
    this.belongings = belongings;
    this.settings = settings;
    this.stock = stock;
    this.client = new DeskClient(settings.baseUrl(), settings.authorization(), clock);
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
    return true;
  }

  /**
   * It is the requester's own where they have an account there; else the text says whose. A text of
   * several comments goes on where an earlier attempt stopped.
   */
  @Override
  public TicketRef open(Outbound.TicketOpening opening) {
    Optional<String> requester = requester(opening);
    List<ZendeskNote> parts = ZendeskNote.parts(opening.key(), text(opening, requester));
    if (parts.size() == 1) {
      return opened(opening, requester, parts.getFirst());
    }
    TicketRef ticket =
        standing(opening).orElseGet(() -> opened(opening, requester, parts.getFirst()));
    var _ = addMissing(ticket, Visibility.PUBLIC, rest(parts));
    return ticket;
  }

  private TicketRef opened(
      Outbound.TicketOpening opening, Optional<String> requester, ZendeskNote first) {
    String purpose = "opening a ticket at Zendesk";
    String key = keyOf(opening);
    Answer answer =
        client.send(
            Call.post(
                    purpose,
                    "/api/v2/tickets.json",
                    ZendeskWire.ticket(opening.subject(), first.html(), requester, key))
                .once(key));
    return new TicketRef(NAME, read(purpose, () -> ZendeskWire.readTicket(answer.body())));
  }

  /** Found when all of its comments are there. */
  @Override
  public Optional<TicketRef> find(Outbound.TicketOpening opening) {
    String text = text(opening, requester(opening));
    List<ZendeskNote> rest = rest(ZendeskNote.parts(opening.key(), text));
    return standing(opening)
        .filter(ticket -> rest.isEmpty() || isComplete(rest, keysOn(ticket).keySet()));
  }

  private static List<ZendeskNote> rest(List<ZendeskNote> parts) {
    return parts.subList(1, parts.size());
  }

  private static boolean isComplete(List<ZendeskNote> parts, Set<String> there) {
    return parts.stream().allMatch(part -> there.contains(part.key()));
  }

  /** The key is the ticket's external id, by which Zendesk lists tickets. */
  private Optional<TicketRef> standing(Outbound.TicketOpening opening) {
    String purpose = "looking for a ticket at Zendesk";
    Answer answer =
        client.send(Call.get(purpose, "/api/v2/tickets.json?external_id=" + keyOf(opening)));
    return read(purpose, () -> ZendeskWire.readTickets(answer.body())).stream()
        .findFirst()
        .map(id -> new TicketRef(NAME, id));
  }

  private Optional<String> requester(Outbound.TicketOpening opening) {
    return belongings.besides(settings.own(), opening.whose()).map(Account::user);
  }

  private static String keyOf(Outbound.TicketOpening opening) {
    return "deskhand-" + Sha256.hex(opening.key().value());
  }

  private static String text(Outbound.TicketOpening opening, Optional<String> requester) {
    String text = opening.text().value().strip();
    return requester.isPresent() ? text : text + "\n\nAsked for by " + opening.whose() + ".";
  }

  /** A note of several comments goes on where an earlier attempt stopped. */
  @Override
  public String add(Outbound.TicketNote note) {
    List<ZendeskNote> parts = parts(note);
    return parts.size() == 1
        ? add(note.ticket(), note.visibility(), parts.getFirst())
        : addMissing(note.ticket(), note.visibility(), parts);
  }

  private List<ZendeskNote> parts(Outbound.TicketNote note) {
    return ZendeskNote.parts(note.key(), Linked.note(note, stock).text());
  }

  /** Adds those that are not there yet; the receipt is the first one's. */
  private String addMissing(TicketRef ticket, Visibility visibility, List<ZendeskNote> parts) {
    Map<String, String> there = keysOn(ticket);
    Optional<String> first = Optional.empty();
    for (ZendeskNote part : parts) {
      String audit =
          Optional.ofNullable(there.get(part.key())).orElseGet(() -> add(ticket, visibility, part));
      first = first.or(() -> Optional.of(audit));
    }
    return first.orElseThrow();
  }

  private String add(TicketRef ticket, Visibility visibility, ZendeskNote part) {
    String purpose = "adding a note to " + ticket;
    String body = ZendeskWire.comment(part.html(), visibility, part.key());
    Answer answer = client.send(Call.put(purpose, path(ticket) + ".json", body));
    return read(purpose, () -> ZendeskWire.readAudit(answer.body()));
  }

  /** Found when all of its comments are there; the receipt is the first one's. */
  @Override
  public Optional<String> find(Outbound.TicketNote note) {
    List<ZendeskNote> parts = parts(note);
    Map<String, String> there = keysOn(note.ticket());
    return isComplete(parts, there.keySet())
        ? Optional.ofNullable(there.get(parts.getFirst().key()))
        : Optional.empty();
  }

  private Map<String, String> keysOn(TicketRef ticket) {
    String purpose = "looking for a note on " + ticket;
    Map<String, String> keys = new HashMap<>();
    Optional<String> cursor = Optional.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      String query = "/audits.json?page%5Bsize%5D=100" + cursor.map(ZendeskDesk::after).orElse("");
      Answer answer = client.send(Call.get(purpose, path(ticket) + query));
      ZendeskWire.Page found = read(purpose, () -> ZendeskWire.readPage(answer.body()));
      keys.putAll(found.keys());
      cursor = found.next();
      if (cursor.isEmpty()) {
        return keys;
      }
    }
    throw DeliveryFailedException.giveUp(
        purpose + ": more than " + 100 * MOST_PAGES + " updates; look for it by hand");
  }

  private static String after(String cursor) {
    return "&page%5Bafter%5D=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
  }

  @Override
  public void move(Outbound.TicketTransition transition) {
    String status = ZendeskStatus.write(transition.to());
    String purpose = "moving " + transition.ticket() + " to '" + status + "'";
    Answer answer =
        client.send(
            Call.put(purpose, path(transition.ticket()) + ".json", ZendeskWire.status(status)));
    String found = read(purpose, () -> ZendeskWire.readStatus(answer.body()));
    if (!found.equals(status)) {
      throw DeliveryFailedException.giveUp(
          purpose + ": it is '" + found + "' now; look for a trigger that moved it on");
    }
  }

  @Override
  public void edit(TicketRef ticket, TicketEdit edit) {
    if (edit instanceof TicketEdit.Field field && !field.name().matches("[0-9]{1,19}")) {
      throw DeliveryFailedException.giveUp(
          "changing " + ticket + ": expected the number of a custom field");
    }
    client.send(Call.put("changing " + ticket, path(ticket) + ".json", ZendeskWire.edit(edit)));
  }

  @Override
  public String url(TicketRef ticket) {
    return settings.baseUrl().toString().replaceFirst("/+$", "") + "/agent/tickets/" + ticket.id();
  }

  private static String path(TicketRef ticket) {
    if (!ticket.desk().equals(NAME) || !ticket.id().matches("[0-9]{1,19}")) {
      throw DeliveryFailedException.giveUp("ticket " + ticket + ": none of Zendesk's");
    }
    return "/api/v2/tickets/" + ticket.id();
  }

  private static <T> T read(String purpose, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (UnreadableException e) {
      throw DeliveryFailedException.retry(purpose + ": Zendesk's answer: " + e.getMessage());
    }
  }
}
