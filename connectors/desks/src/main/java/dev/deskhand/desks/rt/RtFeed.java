package dev.deskhand.desks.rt;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.TicketFeed;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.DeskClient;
import dev.deskhand.desks.DeskClient.Call;
import dev.deskhand.desks.HtmlText;
import dev.deskhand.desks.UnreadableException;
import dev.deskhand.desks.rt.wire.RtChange;
import dev.deskhand.desks.rt.wire.RtHistory;
import dev.deskhand.desks.rt.wire.RtHistory.Found;
import dev.deskhand.desks.rt.wire.RtHistory.Links;
import dev.deskhand.desks.rt.wire.RtHistory.Message;
import dev.deskhand.desks.rt.wire.RtHistory.Part;
import dev.deskhand.desks.rt.wire.RtWire;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What happened in Request Tracker while its scrip could not tell: the transactions of every ticket
 * that changed, by REST 2.0, under the numbers that the scrip would have sent.
 */
public final class RtFeed implements TicketFeed {
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 50;
  private static final String HISTORY =
      "/history?fields=Type,Creator,Created,Field,NewValue,OldValue,ObjectId";
  private static final String ATTACHMENTS =
      "/attachments?fields=TransactionId,ContentType,Headers,Filename";
  private static final String PURPOSE = "asking what was missed";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final RtSettings settings;
  private final RtEvents events;
  private final DeskClient client;

  public RtFeed(Belongings belongings, RtSettings settings, InstantSource clock) {
    this.settings = settings;
    this.events = new RtEvents(belongings, settings.own());
    this.client = new DeskClient(settings.baseUrl(), "token " + settings.token().value(), clock);
  }

  @Override
  public String desk() {
    return RtDesk.NAME;
  }

  @Override
  public void since(Instant since, Consumer<? super Inbound.TicketEvent> told) {
    List<RtChange> changes = new ArrayList<>();
    String recent = "LastUpdated >= '" + TIME.format(since) + "'";
    for (RtChange.OfTicket ticket : tickets(recent)) {
      changes.addAll(changes(ticket, since));
    }
    changes.addAll(
        approvals(tickets("Type = 'approval' AND Status = 'resolved' AND " + recent), since));
    changes.sort(Comparator.comparingLong(change -> Long.parseLong(change.transaction())));
    changes.forEach(change -> events.of(change).ifPresent(told));
  }

  private List<RtChange.OfTicket> tickets(String query) {
    return pages(
        "/tickets?query="
            + encoded(query)
            + "&fields=Subject,Status,Creator,Requestor,Owner,Queue,CustomFields"
            + expanded("Creator", "id")
            + expanded("Requestor", "id")
            + expanded("Owner", "id")
            + expanded("Queue", "Name"),
        RtHistory::tickets);
  }

  /** The last yes for each ticket that waits for no other approval. */
  private List<RtChange> approvals(List<RtChange.OfTicket> approvals, Instant since) {
    Map<String, Found> last = new TreeMap<>();
    for (RtChange.OfTicket approval : approvals) {
      List<Found> yeses =
          pages(path(approval, HISTORY + expanded("Creator", "id")), RtHistory::yeses);
      for (String waiting : yeses.isEmpty() ? List.<String>of() : links(approval.id()).waiting()) {
        last.merge(waiting, yeses.getLast(), RtFeed::later);
      }
    }
    return last.entrySet().stream()
        .filter(it -> !it.getValue().at().isBefore(since))
        .flatMap(it -> approved(it.getKey(), it.getValue()).stream())
        .toList();
  }

  private static Found later(Found one, Found other) {
    return Long.parseLong(one.id()) > Long.parseLong(other.id()) ? one : other;
  }

  private Optional<RtChange> approved(String id, Found yes) {
    return isApproved(links(id).awaited())
        ? tickets("id = " + id).stream().map(ticket -> approved(ticket, yes)).findFirst()
        : Optional.empty();
  }

  /** Whether every approval among these tickets was given. */
  private boolean isApproved(List<String> awaited) {
    return !awaited.isEmpty()
        && tickets(
                "Type = 'approval' AND ("
                    + awaited.stream().map(it -> "id = " + it).collect(Collectors.joining(" OR "))
                    + ")")
            .stream()
            .allMatch(approval -> approval.status().equals("resolved"));
  }

  /** RT keeps no interface with a change of status: how a yes came can't be known any more. */
  private static RtChange approved(RtChange.OfTicket ticket, Found yes) {
    return new RtChange(
        yes.id(), RtChange.Kind.APPROVED, yes.creator(), "unknown", "", Optional.empty(), ticket);
  }

  private List<RtChange> changes(RtChange.OfTicket ticket, Instant since) {
    List<Found> found =
        pages(path(ticket, HISTORY + expanded("Creator", "id")), RtHistory::transactions);
    boolean isNews =
        found.stream()
            .anyMatch(
                it -> !it.at().isBefore(since) && !it.creator().equals(settings.own().user()));
    if (!isNews) {
      return List.of();
    }
    Map<String, Message> messages = messages(ticket);
    RtChange.OfTicket whole = ticket.bornBy(interfaceOf(found, ticket, messages));
    return withoutNobody(found.stream().filter(it -> !it.at().isBefore(since)).toList()).stream()
        .filter(it -> it.kind() != RtChange.Kind.MERGED || !it.ticket().equals(ticket.id()))
        .map(it -> named(it, ticket.fields().names()))
        .map(it -> change(it, whole, Optional.ofNullable(messages.get(it.id()))))
        .toList();
  }

  /** RT tells an owner by number, and has a user for nobody. */
  private List<Found> withoutNobody(List<Found> found) {
    if (found.stream().noneMatch(RtFeed::isOfOwner)) {
      return found;
    }
    String body = client.send(Call.get(PURPOSE, "/REST/2.0/user/Nobody")).body();
    String nobody = read(body, RtHistory::user);
    return found.stream().map(it -> isOfOwner(it) ? it.nobodyIs(nobody) : it).toList();
  }

  private static boolean isOfOwner(Found found) {
    return found.kind() == RtChange.Kind.OWNER;
  }

  private static Found named(Found found, Map<String, String> names) {
    String number = found.field().name();
    return found.isCustom() ? found.named(names.getOrDefault(number, number)) : found;
  }

  private Links links(String ticket) {
    String body = client.send(Call.get(PURPOSE, "/REST/2.0/ticket/" + ticket)).body();
    return read(body, RtHistory::links);
  }

  /** Tickets that were merged into it were born elsewhere. */
  private static String interfaceOf(
      List<Found> found, RtChange.OfTicket ticket, Map<String, Message> messages) {
    return found.stream()
        .filter(it -> it.ticket().equals(ticket.id()))
        .filter(it -> it.kind() == RtChange.Kind.CREATE)
        .flatMap(it -> Optional.ofNullable(messages.get(it.id())).stream())
        .map(Message::cameBy)
        .findFirst()
        .orElse("unknown");
  }

  /** The message of each transaction that has one. */
  private Map<String, Message> messages(RtChange.OfTicket ticket) {
    Map<String, List<Part>> parts = new HashMap<>();
    pages(path(ticket, ATTACHMENTS), RtHistory::parts)
        .forEach(
            part -> parts.computeIfAbsent(part.transaction(), _ -> new ArrayList<>()).add(part));
    Map<String, Message> messages = new HashMap<>();
    parts.forEach((transaction, all) -> messages.put(transaction, Message.of(all)));
    return messages;
  }

  private RtChange change(Found found, RtChange.OfTicket ticket, Optional<Message> message) {
    return new RtChange(
        found.id(),
        found.kind(),
        found.creator(),
        message.map(Message::cameBy).orElse("unknown"),
        message.flatMap(Message::words).map(this::content).orElse(""),
        Optional.of(found.field()).filter(_ -> found.saysValues()),
        asOf(found, ticket));
  }

  /**
   * What happened to a ticket before it was merged is told of that ticket. How it was then is not
   * known any more, nor who opened it by which way: so it proves nothing.
   */
  private static RtChange.OfTicket asOf(Found found, RtChange.OfTicket ticket) {
    boolean isGone = !found.ticket().equals(ticket.id());
    return isGone && found.kind() != RtChange.Kind.MERGED
        ? ticket.of(found.ticket()).bornBy("unknown")
        : ticket.of(found.ticket());
  }

  private String content(Part part) {
    String body = client.send(Call.get(PURPOSE, "/REST/2.0/attachment/" + part.id())).body();
    String content = read(body, RtWire::readContent).orElse("");
    return part.isHtml() ? HtmlText.of(content) : content;
  }

  private static String path(RtChange.OfTicket ticket, String rest) {
    return "/ticket/" + ticket.id() + rest;
  }

  private <T> List<T> pages(String path, Function<String, RtHistory.Page<T>> reading) {
    List<T> all = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      String query = "&per_page=" + PAGE + "&page=" + page;
      String body = client.send(Call.get(PURPOSE, "/REST/2.0" + path + query)).body();
      RtHistory.Page<T> found = read(body, reading);
      all.addAll(found.items());
      if (found.size() < PAGE) {
        return all;
      }
    }
    throw DeliveryFailedException.giveUp(
        PURPOSE + ": more than " + PAGE * MOST_PAGES + " of one kind");
  }

  private static <T> T read(String body, Function<String, T> reading) {
    try {
      return reading.apply(body);
    } catch (UnreadableException e) {
      throw DeliveryFailedException.retry(PURPOSE + ": RT's answer: " + e.getMessage());
    }
  }

  private static String expanded(String field, String as) {
    return "&fields" + encoded("[" + field + "]") + "=" + as;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
