package dev.deskhand.bot.message;

import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.journal.Personal;
import dev.deskhand.trees.GivenFile;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A request as it arrived: verified, and nothing decided yet. */
public sealed interface Inbound {

  Envelope envelope();

  /**
   * A sentence that somebody wrote to the bot.
   *
   * @param text empty where only files were sent
   * @param attached files; nothing of them has been fetched
   */
  record ChatMessage(Envelope envelope, Personal text, Optional<List<GivenFile>> attached)
      implements Inbound {
    public ChatMessage {
      attached = attached.map(List::copyOf);
    }

    /** One without files. */
    public ChatMessage(Envelope envelope, Personal text) {
      this(envelope, text, Optional.empty());
    }

    /** One with files, if there are any. */
    public ChatMessage(Envelope envelope, Personal text, List<GivenFile> files) {
      this(envelope, text, Optional.of(files).filter(it -> !it.isEmpty()));
    }

    public List<GivenFile> files() {
      return attached.orElse(List.of());
    }
  }

  /**
   * A command such as {@code /desk run unlock-account}.
   *
   * @param text what stands behind the command's name
   */
  record SlashCommand(Envelope envelope, Personal text) implements Inbound {}

  /**
   * A button was pressed.
   *
   * @param action what the button was made for; it is a reference that is checked, never trusted
   * @param message the channel's id of the message that carried it
   */
  record ButtonClick(Envelope envelope, ButtonAction action, String message) implements Inbound {}

  /**
   * A form was filled in and sent.
   *
   * @param action of the button that opened it; a reference that is checked, never trusted
   * @param given what was said, by field
   * @param attached files of what the form is about; nothing of them has been fetched
   */
  record FormSubmission(
      Envelope envelope,
      ButtonAction action,
      Map<String, Personal> given,
      Optional<List<GivenFile>> attached)
      implements Inbound {
    public FormSubmission {
      given = Map.copyOf(given);
      attached = attached.map(List::copyOf);
    }

    /** One without files. */
    public FormSubmission(Envelope envelope, ButtonAction action, Map<String, Personal> given) {
      this(envelope, action, given, Optional.empty());
    }

    /** The same with these files. */
    public FormSubmission with(List<GivenFile> files) {
      return new FormSubmission(
          envelope, action, given, Optional.of(files).filter(it -> !it.isEmpty()));
    }

    public List<GivenFile> files() {
      return attached.orElse(List.of());
    }
  }

  /**
   * Something happened to a ticket.
   *
   * @param ticket as it was when it happened
   */
  record TicketEvent(Envelope envelope, TicketChange change, Ticket ticket, Optional<Details> told)
      implements Inbound {
    /** An event of which the desk tells nothing else. */
    public TicketEvent(Envelope envelope, TicketChange change, Ticket ticket) {
      this(envelope, change, ticket, Optional.empty());
    }

    /** What else the desk tells; nothing where it does not. */
    public Details details() {
      return told.orElse(Details.NONE);
    }
  }

  /**
   * What a desk tells of a ticket in its own words.
   *
   * @param fields such as {@code queue: IT}; {@code owner} is the account of whoever has it, or
   *     empty
   * @param field the one that changed, for {@link TicketChange#FIELD_CHANGED}
   * @param custom what the desk's administrators have added to its tickets, by lower-case name;
   *     several values of one have commas between
   * @param now what changed, where the desk says it
   */
  record Details(
      Map<String, String> fields,
      Optional<String> field,
      Optional<Map<String, Personal>> custom,
      Optional<NewValue> now) {
    public static final Details NONE = new Details(Map.of(), Optional.empty());

    /** The field that says who reads a comment. */
    public static final String VISIBILITY = "visibility";

    /** What desks say themselves, or leave out: nobody else's field passes for it. */
    public static final Set<String> RESERVED = Set.of("queue", "owner", VISIBILITY);

    /** The value of {@link #VISIBILITY} for one that the requester reads, too. */
    public static final String PUBLIC = "public";

    /** Whether the desk says that the requester reads it; what it does not say is internal. */
    public boolean reachRequester() {
      return PUBLIC.equals(fields.get(VISIBILITY));
    }

    public Details {
      fields = Map.copyOf(fields);
      custom = custom.map(Details::withoutReserved);
    }

    private static Map<String, Personal> withoutReserved(Map<String, Personal> custom) {
      return custom.entrySet().stream()
          .filter(it -> !RESERVED.contains(it.getKey().toLowerCase(Locale.ROOT)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What a desk tells that has no custom fields. */
    public Details(Map<String, String> fields, Optional<String> field) {
      this(fields, field, Optional.empty(), Optional.empty());
    }
  }

  /**
   * What a field became.
   *
   * @param before what it was, where the desk says it
   * @param at when, by the desk's clock: only where one change may be told under two delivery ids
   */
  record NewValue(Personal value, Optional<Personal> before, Optional<Instant> at) {}

  /** What happened to a ticket. */
  enum TicketChange {
    CREATED,
    COMMENTED,
    STATUS_CHANGED,
    FIELD_CHANGED,
    ASSIGNED,
    APPROVED,
    MERGED
  }

  /**
   * Another system called a trigger.
   *
   * @param trigger its name
   * @param payload a JSON object
   */
  record HookCall(Envelope envelope, String trigger, Personal payload) implements Inbound {}
}
