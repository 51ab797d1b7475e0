package dev.deskhand.desks.builtin.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.desks.builtin.history.TicketFact;
import dev.deskhand.desks.builtin.history.TicketFact.NoteAdded;
import dev.deskhand.desks.builtin.history.TicketFact.TicketApproved;
import dev.deskhand.desks.builtin.history.TicketFact.TicketEdited;
import dev.deskhand.desks.builtin.history.TicketFact.TicketMoved;
import dev.deskhand.desks.builtin.history.TicketFact.TicketOpened;
import dev.deskhand.desks.builtin.history.TicketFact.TicketTaken;
import dev.deskhand.desks.wire.CappedJson;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import java.util.Locale;
import java.util.Optional;

/** Facts as the journal keeps them, what people wrote sealed. Version 1. Thread-safe. */
public final class TicketFactJson {
  private static final int VERSION = 1;

  private final TenantId tenant;
  private final PersonalVault vault;

  public TicketFactJson(TenantId tenant, PersonalVault vault) {
    this.tenant = tenant;
    this.vault = vault;
  }

  public Event write(TicketFact fact) {
    ObjectNode body = CappedJson.MAPPER.createObjectNode();
    return switch (fact) {
      case TicketOpened opened -> {
        putAccount(body, "requester", opened.requester());
        seal(body, "subject", opened.subject());
        seal(body, "description", opened.description());
        opened.key().ifPresent(key -> body.put("key", key.value()));
        yield event("ticket-opened", body);
      }
      case NoteAdded note -> {
        putAccount(body, "author", note.author());
        note.key().ifPresent(key -> body.put("key", key.value()));
        body.put("visibility", note.visibility().name().toLowerCase(Locale.ROOT));
        seal(body, "text", note.text());
        yield event("ticket-note-added", body);
      }
      case TicketMoved moved -> {
        putAccount(body, "by", moved.by());
        body.put("to", moved.to().name().toLowerCase(Locale.ROOT));
        yield event("ticket-moved", body);
      }
      case TicketEdited edited -> {
        putAccount(body, "by", edited.by());
        body.put("name", edited.name());
        seal(body, "value", edited.value());
        yield event("ticket-edited", body);
      }
      case TicketTaken taken -> {
        putAccount(body, "by", taken.by());
        yield event("ticket-taken", body);
      }
      case TicketApproved approved -> {
        putAccount(body, "by", approved.by());
        yield event("ticket-approved", body);
      }
    };
  }

  private static Event event(String type, ObjectNode body) {
    return new Event(type, VERSION, body.toString());
  }

  /**
   * Reads what {@link #write} wrote, in this release or an earlier one.
   *
   * @throws JournalException for a type or version from a later release
   */
  public TicketFact read(Event event) {
    if (event.version() != VERSION) {
      throw new JournalException(
          "event '%s' version %d: this release reads version %d; run the release that wrote it"
              .formatted(event.type(), event.version(), VERSION));
    }
    JsonNode body = CappedJson.object(event.body());
    return switch (event.type()) {
      case "ticket-opened" ->
          new TicketOpened(
              account(body, "requester"),
              open(body, "subject"),
              open(body, "description"),
              key(body));
      case "ticket-note-added" ->
          new NoteAdded(
              account(body, "author"),
              key(body),
              Visibility.valueOf(CappedJson.text(body, "visibility").toUpperCase(Locale.ROOT)),
              open(body, "text"));
      case "ticket-moved" ->
          new TicketMoved(
              account(body, "by"),
              TicketStatus.valueOf(CappedJson.text(body, "to").toUpperCase(Locale.ROOT)));
      case "ticket-edited" ->
          new TicketEdited(account(body, "by"), CappedJson.text(body, "name"), open(body, "value"));
      case "ticket-taken" -> new TicketTaken(account(body, "by"));
      case "ticket-approved" -> new TicketApproved(account(body, "by"));
      default -> throw new JournalException("event '" + event.type() + "': none of a ticket");
    };
  }

  private static Optional<DeliveryKey> key(JsonNode body) {
    return Optional.ofNullable(body.get("key")).map(JsonNode::asText).map(DeliveryKey::new);
  }

  private static void putAccount(ObjectNode body, String field, Account account) {
    body.putObject(field)
        .put("platform", account.platform())
        .put("scope", account.scope())
        .put("user", account.user());
  }

  private static Account account(JsonNode body, String field) {
    return new Account(
        CappedJson.text(body, field, "platform"),
        CappedJson.text(body, field, "scope"),
        CappedJson.text(body, field, "user"));
  }

  private void seal(ObjectNode body, String field, Personal text) {
    body.putObject(field).put("of", text.subject()).put("sealed", vault.seal(tenant, text));
  }

  private Personal open(JsonNode body, String field) {
    return vault.open(
        tenant, CappedJson.text(body, field, "of"), CappedJson.text(body, field, "sealed"));
  }
}
