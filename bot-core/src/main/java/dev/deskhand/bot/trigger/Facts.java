package dev.deskhand.bot.trigger;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What filters and inputs may look at, by variable: {@code ticket} and {@code change}, {@code
 * payload}, or {@code schedule}.
 */
public record Facts(Map<String, Map<String, Object>> variables) {
  /** What stands in {@code ticket}. */
  public static final List<String> OF_TICKET =
      List.of(
          "ref",
          "desk",
          "id",
          "subject",
          "description",
          "status",
          "verification",
          "requester",
          "requester_account",
          "changed_by",
          "fields");

  /** What stands in {@code change}. */
  public static final List<String> OF_CHANGE = List.of("kind", "field", "value", "before");

  /** What stands in {@code schedule}. */
  public static final List<String> OF_SCHEDULE = List.of("name", "at");

  public Facts {
    variables = Map.copyOf(variables);
  }

  /**
   * A ticket event.
   *
   * @param requester the person behind the ticket's account; without one their id is an empty text
   */
  public static Facts of(Inbound.TicketEvent event, Optional<Principal> requester) {
    Ticket ticket = event.ticket();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("ref", ticket.ref().toString());
    facts.put("desk", ticket.ref().desk());
    facts.put("id", ticket.ref().id());
    facts.put("subject", ticket.subject().value());
    facts.put("description", ticket.description().value());
    facts.put("status", label(ticket.status()));
    facts.put("verification", label(ticket.verification()));
    facts.put("requester", requester.map(it -> it.id().value()).orElse(""));
    facts.put("requester_account", ticket.requester().map(Object::toString).orElse(""));
    facts.put("changed_by", ticket.changedBy().map(Object::toString).orElse(""));
    facts.put("fields", fields(event.details()));
    Map<String, Object> change =
        Map.of(
            "kind",
            label(event.change()),
            "field",
            event.details().field().orElse(""),
            "value",
            event.details().now().map(it -> it.value().value()).orElse(""),
            "before",
            event
                .details()
                .now()
                .flatMap(Inbound.NewValue::before)
                .map(Personal::value)
                .orElse(""));
    return new Facts(Map.of("ticket", facts, "change", change));
  }

  /** What the desk itself says of a ticket wins over what somebody has called a field. */
  private static Map<String, Object> fields(Inbound.Details details) {
    Map<String, Object> fields = new LinkedHashMap<>();
    details.custom().orElse(Map.of()).forEach((name, value) -> fields.put(name, value.value()));
    fields.putAll(details.fields());
    return fields;
  }

  /** A time that has come. */
  public static Facts of(TriggerName schedule, Instant occurrence) {
    return new Facts(
        Map.of("schedule", Map.of("name", schedule.value(), "at", occurrence.toString())));
  }

  /** What another system sent. */
  public static Facts of(Map<String, Object> payload) {
    return new Facts(Map.of("payload", payload));
  }

  /** The variables that a source offers. */
  public static Set<String> variables(Source source) {
    return switch (source) {
      case Source.Desk _ -> Set.of("ticket", "change");
      case Source.Timed _ -> Set.of("schedule");
      case Source.Webhook _ -> Set.of("payload");
    };
  }

  /** The value at a path such as {@code ticket.fields.queue}, as a text. */
  public Optional<String> lookUp(String path) {
    Object found = variables;
    for (String name : Arrays.asList(path.split("\\.", -1))) {
      found = found instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return Optional.ofNullable(found)
        .filter(it -> !(it instanceof Map<?, ?> || it instanceof List<?>))
        .map(Object::toString);
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
