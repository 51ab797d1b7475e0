package dev.deskhand.bot.trigger.yaml;

import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.trigger.Cron;
import dev.deskhand.bot.trigger.Schedule;
import dev.deskhand.bot.trigger.Signing;
import dev.deskhand.bot.trigger.Source;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SecretForm;
import dev.deskhand.content.Template;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** Reads what a trigger hears from: its {@code on}. */
final class SourceReader {
  private static final Map<String, TicketChange> EVENTS =
      Map.of(
          "created", TicketChange.CREATED,
          "commented", TicketChange.COMMENTED,
          "status", TicketChange.STATUS_CHANGED,
          "field", TicketChange.FIELD_CHANGED,
          "assigned", TicketChange.ASSIGNED,
          "approved", TicketChange.APPROVED);
  private static final List<String> KINDS = List.of("event", "schedule", "webhook");

  private final KnownContent known;
  private final Problems problems;

  SourceReader(KnownContent known, Problems problems) {
    this.known = known;
    this.problems = problems;
  }

  Optional<Source> read(YamlMapping root) {
    if (root.require("on", problems).isEmpty()) {
      return Optional.empty();
    }
    YamlMapping on = root.mapping("on", problems);
    List<String> kinds = KINDS.stream().filter(kind -> on.find(kind).isPresent()).toList();
    if (kinds.size() != 1) {
      problems.add(
          on.at(),
          "'on': expected one of event: created, schedule: \"0 3 * * 1-5\" or webhook: …, found "
              + (kinds.isEmpty() ? "none" : String.join(" and ", kinds)));
      on.allowOnly(
          problems, "desk", "event", "schedule", "webhook", "time-zone", "missed", "overlap");
      return Optional.empty();
    }
    return switch (kinds.getFirst()) {
      case "event" -> desk(on);
      case "schedule" -> timed(on);
      default -> webhook(on, root.text("trigger", problems));
    };
  }

  private Optional<Source> desk(YamlMapping on) {
    on.allowOnly(problems, "desk", "event");
    Set<String> desks = new HashSet<>();
    for (YamlNode node : on.list("desk")) {
      String desk = node.asText("a desk", problems);
      desks.add(desk);
      if (!known.desks().contains(desk)) {
        problems.add(
            node.at(), "unknown desk '" + desk + "': " + Problems.suggestion(desk, known.desks()));
      }
    }
    Set<TicketChange> changes = EnumSet.noneOf(TicketChange.class);
    if (on.list("event").isEmpty()) {
      problems.add(on.placeOf("event"), "'event' is empty: write event: created");
    }
    for (YamlNode node : on.list("event")) {
      String event = node.asText("an event", problems);
      TicketChange change = EVENTS.get(event);
      if (change == null) {
        problems.add(
            node.at(),
            "unknown event '" + event + "': " + Problems.suggestion(event, EVENTS.keySet()));
      } else {
        changes.add(change);
      }
    }
    return Optional.of(new Source.Desk(desks, changes));
  }

  private Optional<Source> timed(YamlMapping on) {
    on.allowOnly(problems, "schedule", "time-zone", "missed", "overlap");
    String text = on.text("schedule", problems);
    ZoneId zone = zone(on);
    Schedule.Missed missed =
        on.choice("missed", Schedule.Missed.class, problems).orElse(Schedule.Missed.RUN_ONCE);
    Schedule.Overlap overlap =
        on.choice("overlap", Schedule.Overlap.class, problems).orElse(Schedule.Overlap.SKIP);
    return Optional.of(new Source.Timed(new Schedule(cron(on, text), zone, missed, overlap)));
  }

  /** What is wrong is a problem already, so what stands in its place is never used. */
  private Cron cron(YamlMapping on, String text) {
    try {
      return Cron.parse(text.strip());
    } catch (IllegalArgumentException e) {
      problems.add(
          on.placeOf("schedule"),
          "'schedule': expected five fields (minute, hour, day of the month, month, day of the"
              + " week) such as 0 3 * * 1-5: "
              + e.getMessage());
      return Cron.parse("0 0 * * *");
    }
  }

  private ZoneId zone(YamlMapping on) {
    String text = on.text("time-zone", problems);
    try {
      return text.isBlank() ? ZoneOffset.UTC : ZoneId.of(text);
    } catch (DateTimeException _) {
      problems.add(
          on.placeOf("time-zone"),
          "'time-zone': no time zone is called '"
              + text
              + "': write one such as Europe/Berlin or America/New_York");
      return ZoneOffset.UTC;
    }
  }

  private Optional<Source> webhook(YamlMapping on, String name) {
    on.allowOnly(problems, "webhook");
    YamlMapping webhook = on.mapping("webhook", problems);
    webhook.allowOnly(problems, "secret", "signature", "delivery");
    String secret = webhook.text("secret", problems);
    if (!secret.isBlank() && !SecretForm.isReference(secret)) {
      problems.add(
          webhook.placeOf("secret"),
          "'secret': expected a reference to the secret, "
              + SecretForm.EXPECTED
              + ", not the secret itself");
    }
    if (known.desks().contains(name)) {
      problems.add(
          on.placeOf("webhook"),
          "'webhook': /hooks/" + name + " is the help desk's own; call the trigger otherwise");
    }
    Signing signing = new SigningReader(problems).read(webhook);
    Optional<String> written = webhook.optionalText("delivery", problems);
    Optional<String> header =
        written.map(Signing.PLACE::matcher).filter(Matcher::matches).map(it -> it.group(1));
    if (header.isPresent()) {
      return Optional.of(
          new Source.Webhook(secret, byHeader(signing, header.get(), webhook), Optional.empty()));
    }
    Paths paths =
        new Paths(
            new Source.Webhook(secret, signing, Optional.empty()),
            problems,
            webhook.placeOf("delivery"));
    Optional<Template> delivery = written.map(paths::template);
    return Optional.of(new Source.Webhook(secret, signing, delivery));
  }

  private Signing byHeader(Signing signing, String header, YamlMapping webhook) {
    if (!signing.covers(header)) {
      problems.add(
          webhook.placeOf("delivery"),
          "'delivery': '"
              + header
              + "' is not signed, so anybody could write another one: name it in 'signs'");
    }
    return signing.by(header);
  }
}
