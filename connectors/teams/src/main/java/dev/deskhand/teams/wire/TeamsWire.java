package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.plan.Verbs;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.trees.GivenFile;
import java.util.List;
import java.util.Optional;

/**
 * Turns what the Bot Connector sends into what the bot understands. Nothing here has effects.
 * Thread-safe.
 */
public final class TeamsWire {
  /** The field of a button's data that says what it stands for. */
  static final String DATA = "deskhand";

  private static final TeamsReading NOT_OURS =
      new TeamsReading.Ignored("the button is not one of the bot's");

  private final TenantId tenant;

  public TeamsWire(TenantId tenant) {
    this.tenant = tenant;
  }

  /**
   * What an activity comes to; its sender is known to be the Bot Connector.
   *
   * @throws MalformedException if a field is missing or has another form
   */
  public TeamsReading read(Activity activity) {
    return switch (activity.type()) {
      case "message" -> message(activity);
      case "invoke" -> invocation(activity);
      case "installationUpdate", "conversationUpdate" -> met(activity);
      default -> new TeamsReading.Ignored("it is a " + activity.type());
    };
  }

  /** A group chat has no threads: what colleagues write on a ticket is told to its opener alone. */
  private TeamsReading message(Activity activity) {
    if (activity.person().isEmpty()) {
      return new TeamsReading.Ignored("no person wrote it");
    }
    JsonNode value = activity.field("value");
    if (HomeCard.isOf(value)) {
      return homeWished(activity, HomeCard.page(value));
    }
    if (value.has(DATA)) {
      return press(activity, value);
    }
    SpokenText spoken = SpokenText.of(activity);
    if (!activity.isPersonal() && spoken.mentions() == 0) {
      return new TeamsReading.Ignored("nobody spoke to the bot");
    }
    if (HomeCard.isAsked(spoken.text())) {
      return homeWished(activity, 0);
    }
    boolean isForOne = activity.isGroup() && Verbs.opensTicket(spoken.text());
    TeamsReading.Where where = where(activity, isForOne ? Venue.DIRECT : Venue.HERE);
    return new TeamsReading.Request(
        said(activity, envelope(activity, where), spoken.text()), where);
  }

  /**
   * What begins with a slash is a command, as on the chat page. With files it is one by its words,
   * since a command has none: what becomes of them is said.
   */
  private static Inbound said(Activity activity, Envelope envelope, String text) {
    String subject = "unknown:" + envelope.sender();
    List<GivenFile> files = TeamsFile.of(subject, activity);
    boolean isCommand = text.startsWith("/");
    Personal words = new Personal(subject, isCommand ? text.substring(1) : text);
    return isCommand && files.isEmpty()
        ? new Inbound.SlashCommand(envelope, words)
        : new Inbound.ChatMessage(envelope, words, files);
  }

  private TeamsReading invocation(Activity activity) {
    if (activity.person().isEmpty()) {
      return new TeamsReading.Ignored("no person did it");
    }
    JsonNode value = activity.field("value");
    return switch (activity.name()) {
      case "adaptiveCard/action" -> executed(activity, value.path("action"));
      case "task/fetch" -> wanted(activity, value.path("data"));
      case "task/submit" -> filled(activity, value.path("data"));
      case "application/search" -> sought(activity, value);
      case "composeExtension/query" -> searched(activity, value);
      case "composeExtension/fetchTask" -> wished(activity, value);
      case "composeExtension/submitAction" -> filled(activity, value.path("data"));
      case FileCard.INVOKED -> consented(activity, value);
      default -> new TeamsReading.Unanswerable(activity.name());
    };
  }

  private static TeamsReading consented(Activity activity, JsonNode value) {
    Optional<String> place = FileCard.place(value);
    Optional<String> question = activity.repliedTo();
    return place.isPresent() && question.isPresent() && activity.isPersonal()
        ? new TeamsReading.Consented(
            account(activity),
            place.get(),
            FileCard.upload(value),
            question.get(),
            where(activity, Venue.HERE))
        : NOT_OURS;
  }

  private TeamsReading executed(Activity activity, JsonNode action) {
    JsonNode data = action.path("data");
    if (HomeCard.isOf(data)) {
      return new TeamsReading.HomeSeen(account(activity), HomeCard.page(data));
    }
    return SharedCard.isAsked(action)
        ? new TeamsReading.Seen(account(activity), SharedCard.of(data))
        : press(activity, data);
  }

  private TeamsReading press(Activity activity, JsonNode data) {
    if (Menus.isOfList(data) && action(data).isEmpty()) {
      return new TeamsReading.Unchosen();
    }
    TeamsReading.Where where = where(activity, Venue.of(data));
    return click(activity, data, where)
        .<TeamsReading>map(click -> new TeamsReading.Request(click, where))
        .orElse(NOT_OURS);
  }

  private TeamsReading wanted(Activity activity, JsonNode data) {
    Venue venue = Venue.of(data);
    TeamsReading.Where where = where(activity, venue);
    return click(activity, data, where)
        .<TeamsReading>map(click -> new TeamsReading.Wanted(click, venue, where))
        .orElse(NOT_OURS);
  }

  private Optional<Inbound.ButtonClick> click(
      Activity activity, JsonNode data, TeamsReading.Where where) {
    String message = activity.conversation() + " " + activity.repliedTo().orElse("?");
    return action(data)
        .map(action -> new Inbound.ButtonClick(envelope(activity, where), action, message));
  }

  /** The same form is the same delivery, whoever it is delivered by. */
  private TeamsReading filled(Activity activity, JsonNode data) {
    if (action(data).isEmpty()) {
      return NOT_OURS;
    }
    FormState state = FormState.of(data);
    TeamsReading.Where where = where(activity, state.venue());
    String id = Sha256.hex(account(activity) + "\n" + state.once());
    return new TeamsReading.Filled(
        new Submission(envelope(activity, where, id), state, FormState.said(data)), where);
  }

  private static TeamsReading wished(Activity activity, JsonNode value) {
    JsonNode body = value.path("messagePayload").path("body");
    String content = Json.textOf(body, "content");
    boolean isHtml = Json.textOf(body, "contentType").equals("html");
    String id = activity.id().orElseThrow(() -> new MalformedException("the activity has no id"));
    return Json.textOf(value, "commandId").equals(Manifest.TICKET)
        ? new TeamsReading.TicketWished(
            account(activity),
            (isHtml ? SpokenText.ofHtml(content) : content)
                + TeamsFile.links(value.path("messagePayload")),
            Sha256.hex(activity.conversation() + "\n" + id))
        : NOT_OURS;
  }

  /** Wherever they ask for it, it is theirs alone. */
  private static TeamsReading homeWished(Activity activity, int page) {
    String id = activity.id().orElseThrow(() -> new MalformedException("the activity has no id"));
    return new TeamsReading.HomeWished(
        account(activity),
        page,
        where(activity, Venue.HERE),
        Sha256.hex(activity.conversation() + "\n" + id));
  }

  private static TeamsReading sought(Activity activity, JsonNode value) {
    return FormCard.Dataset.of(Json.textOf(value, "dataset"))
        .<TeamsReading>map(
            it ->
                new TeamsReading.Sought(
                    account(activity),
                    it,
                    Json.textOf(value, "queryText"),
                    Math.max(0, value.path("queryOptions").path("skip").asInt())))
        .orElse(NOT_OURS);
  }

  private static TeamsReading searched(Activity activity, JsonNode value) {
    String words = "";
    for (JsonNode parameter : value.path("parameters")) {
      if (Json.textOf(parameter, "name").equals(Manifest.WORDS)) {
        words = Json.textOf(parameter, "value");
      }
    }
    int skip = value.path("queryOptions").path("skip").asInt();
    return new TeamsReading.Searched(account(activity), words, Math.max(0, skip));
  }

  /** What a button's data stands for; empty where it is none of the bot's. */
  static Optional<ButtonAction> action(JsonNode data) {
    try {
      ButtonAction action = ButtonAction.decode(Json.textOf(data, DATA));
      return Menus.isOfList(data) ? Menus.chosen(data, action) : Optional.of(action);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Added somewhere: whoever added it to themselves can be spoken to from now on. */
  private static TeamsReading met(Activity activity) {
    return activity.isPersonal() && activity.person().isEmpty()
        ? new TeamsReading.Ignored("it names no person")
        : new TeamsReading.Met(where(activity, Venue.HERE));
  }

  private static TeamsReading.Where where(Activity activity, Venue venue) {
    return switch (venue) {
      case DIRECT ->
          new TeamsReading.Where(
              TeamsPlace.direct(activity.tenant(), activity.person().orElseThrow()),
              Optional.empty());
      case HERE ->
          new TeamsReading.Where(
              place(activity),
              Optional.of(new Reference(activity.service(), activity.conversation())));
    };
  }

  private Envelope envelope(Activity activity, TeamsReading.Where where) {
    String id = activity.id().orElseThrow(() -> new MalformedException("the activity has no id"));
    return envelope(activity, where, Sha256.hex(activity.conversation() + "\n" + id));
  }

  private Envelope envelope(Activity activity, TeamsReading.Where where, String delivery) {
    return new Envelope(
        tenant,
        account(activity),
        where.place().conversationId(),
        TeamsPlace.PLATFORM + "/" + activity.tenant(),
        delivery);
  }

  private static Account account(Activity activity) {
    return TeamsPlace.account(activity.tenant(), activity.person().orElseThrow());
  }

  private static TeamsPlace place(Activity activity) {
    try {
      return activity.isPersonal()
          ? TeamsPlace.direct(activity.tenant(), activity.person().orElseThrow())
          : new TeamsPlace(activity.tenant(), activity.conversation());
    } catch (IllegalArgumentException e) {
      throw new MalformedException("the conversation's id or tenant has another form");
    }
  }
}
