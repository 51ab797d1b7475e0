package dev.deskhand.slack.wire;

import com.slack.api.app_backend.events.payload.Authorization;
import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import com.slack.api.model.event.MessageThreadBroadcastEvent;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.plan.Verbs;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.slack.wire.ResponseUrl.Use;
import dev.deskhand.slack.wire.SlackReading.Foreign;
import dev.deskhand.slack.wire.SlackReading.Ignored;
import dev.deskhand.slack.wire.SlackReading.Overheard;
import dev.deskhand.slack.wire.SlackReading.Request;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Slack sends into what the bot understands. Nothing here has effects. Thread-safe.
 *
 * <p>A sender is known by workspace and user id. Whoever speaks from another workspace, in a
 * channel that is shared with it, is named by that workspace.
 */
public final class SlackWire {
  private final TenantId tenant;
  private final Set<String> teams;

  /**
   * The wire of an app.
   *
   * @param teams the workspaces' ids; what comes from others is {@link Foreign}
   */
  public SlackWire(TenantId tenant, Set<String> teams) {
    this.tenant = tenant;
    this.teams = Set.copyOf(teams);
  }

  boolean isOurs(String team) {
    return teams.contains(team);
  }

  /**
   * A slash command. Slack takes none in threads, and shows a channel's people nothing of it; so it
   * begins, and goes on, where its sender speaks with the bot alone, unless it puts something up
   * for everybody.
   *
   * @param deliveryId of the request's signature: a command has none of its own
   * @throws MalformedBodyException if a field is missing or has another form
   */
  public SlackReading command(SlashCommandPayload payload, String deliveryId) {
    String team = text(payload.getTeamId());
    if (!isOurs(team)) {
      return new Foreign(team);
    }
    Account sender = account(team, text(payload.getUserId()));
    SlackPlace typed = place(team, text(payload.getChannelId()), sender.user(), Optional.empty());
    String text = SlackText.typed(text(payload.getText()));
    SlackPlace place = Verbs.isForEverybody(text) ? typed : alone(typed, sender);
    Optional<ResponseUrl> answerBy =
        ResponseUrl.of(payload.getResponseUrl(), Use.ADD).filter(_ -> !typed.isDirect());
    return new Request(
        new Inbound.SlashCommand(
            envelope(sender, place, deliveryId, answerBy), personal(sender, text)));
  }

  /**
   * Somebody mentioned the bot. The conversation is the thread below the message, or the thread
   * that it stands in.
   *
   * @throws MalformedBodyException if a field is missing or has another form
   */
  public SlackReading mention(EventsApiPayload<AppMentionEvent> payload) {
    SpokenText spoken = SpokenText.of(payload.getEvent());
    return spoken(payload, spoken, spoken.root().or(() -> Optional.of(spoken.timestamp())));
  }

  /**
   * A message; one in a direct conversation is for the bot, one in a channel's thread may be.
   *
   * @throws MalformedBodyException if a field is missing or has another form
   */
  public SlackReading message(EventsApiPayload<MessageEvent> payload) {
    return direct(payload, SpokenText.of(payload.getEvent()));
  }

  /** A message with a file; see {@link #message}. */
  public SlackReading file(EventsApiPayload<MessageFileShareEvent> payload) {
    return direct(payload, SpokenText.of(payload.getEvent(), payload.isExtSharedChannel()));
  }

  /** An answer in a thread that is shown in the channel too; see {@link #message}. */
  public SlackReading broadcast(EventsApiPayload<MessageThreadBroadcastEvent> payload) {
    return direct(payload, SpokenText.of(payload.getEvent(), payload.isExtSharedChannel()));
  }

  private SlackReading direct(EventsApiPayload<?> payload, SpokenText spoken) {
    return spoken.isDirect()
        ? spoken(payload, spoken, spoken.root())
        : overheard(payload, spoken, botUser(payload));
  }

  /** A mention is told as one, besides; who can't be told from the bot is not listened to. */
  private SlackReading overheard(EventsApiPayload<?> payload, SpokenText spoken, String bot) {
    if (!spoken.isReply() || bot.isEmpty() || spoken.mentions(bot)) {
      return isOurs(team(payload))
          ? new Ignored("nobody spoke to the bot, or it comes as a mention")
          : new Foreign(team(payload));
    }
    SlackReading reading = spoken(payload, spoken, spoken.root());
    return reading instanceof Request(Inbound.ChatMessage said) ? new Overheard(said) : reading;
  }

  private SlackReading spoken(
      EventsApiPayload<?> payload, SpokenText spoken, Optional<String> thread) {
    String team = team(payload);
    if (!isOurs(team)) {
      return new Foreign(team);
    }
    String bot = botUser(payload);
    if (spoken.oddity().isPresent()) {
      return new Ignored(spoken.oddity().get());
    }
    if (spoken.user().isEmpty() || spoken.user().equals(bot)) {
      return new Ignored("no person wrote it");
    }
    Account sender = account(spoken.team().isEmpty() ? team : spoken.team(), spoken.user());
    SlackPlace place = place(team, spoken.channel(), sender.user(), thread);
    String text = SlackText.typed(SlackText.withoutMention(spoken.text(), bot));
    return new Request(
        new Inbound.ChatMessage(
            envelope(sender, place, deliveryId(payload)),
            personal(sender, text),
            SlackFile.of(personal(sender, "").subject(), team, spoken.files())));
  }

  /**
   * A button was pressed. The conversation is the thread that its message stands in; when it stands
   * in none, the one in which whoever presses speaks with the bot alone.
   *
   * @param deliveryId of the request's signature: a press has none of its own
   * @throws MalformedBodyException if a field is missing or has another form
   */
  public SlackReading click(BlockActionPayload payload, String deliveryId) {
    String from = payload.getTeam() == null ? "" : text(payload.getTeam().getId());
    if (!isOurs(from)) {
      return new Foreign(from);
    }
    BlockActionPayload.Container container = payload.getContainer();
    Optional<ButtonAction> action = action(payload.getActions());
    if (container == null || action.isEmpty()) {
      return new Ignored("the button is not one of the bot's");
    }
    Account sender = presser(from, payload.getUser());
    if (payload.getView() != null && "home".equals(payload.getView().getType())) {
      SlackPlace own = SlackPlace.direct(from, sender.user());
      return new Request(
          new Inbound.ButtonClick(envelope(sender, own, deliveryId), action.get(), ""));
    }
    if (container.getMessageTs() == null) {
      return new Ignored("the button stands in no message");
    }
    SlackPlace shown = place(from, channel(payload), sender.user(), thread(payload));
    SlackPlace place = shown.thread().isPresent() ? shown : alone(shown, sender);
    String message = channel(payload) + ":" + timestamp(container.getMessageTs());
    Optional<ResponseUrl> answerBy =
        ResponseUrl.of(payload.getResponseUrl(), container.isEphemeral() ? Use.REPLACE : Use.ADD)
            .filter(_ -> !shown.isDirect());
    return new Request(
        new Inbound.ButtonClick(
            envelope(sender, place, deliveryId, answerBy), action.get(), message));
  }

  /** Nobody but its sender reads what a whole channel is not to read. */
  private static SlackPlace alone(SlackPlace place, Account sender) {
    return place.isDirect() ? place : SlackPlace.direct(place.team(), sender.user());
  }

  private static Account presser(String team, BlockActionPayload.@Nullable User user) {
    if (user == null) {
      throw new MalformedBodyException("block_actions has no user");
    }
    return account(user.getTeamId() == null ? team : user.getTeamId(), text(user.getId()));
  }

  private static String channel(BlockActionPayload payload) {
    String contained = payload.getContainer().getChannelId();
    if (contained != null) {
      return contained;
    }
    return payload.getChannel() == null ? "" : text(payload.getChannel().getId());
  }

  private static Optional<String> thread(BlockActionPayload payload) {
    String root = payload.getContainer().getThreadTs();
    if (root == null && payload.getMessage() != null) {
      root = payload.getMessage().getThreadTs();
    }
    return Optional.ofNullable(root);
  }

  private static Optional<ButtonAction> action(@Nullable List<BlockActionPayload.Action> pressed) {
    if (pressed == null || pressed.size() != 1) {
      return Optional.empty();
    }
    try {
      String value = pressed.getFirst().getValue();
      return value == null
          ? MenuId.chosen(pressed.getFirst())
          : Optional.of(ButtonAction.decode(value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * In a channel that is shared between organisations the outer team id may be the other's; who the
   * event was delivered for stands in the authorizations
   * (https://docs.slack.dev/apis/events-api/#callback-field).
   */
  String team(EventsApiPayload<?> payload) {
    List<Authorization> authorizations = payload.getAuthorizations();
    if (authorizations == null || authorizations.isEmpty()) {
      return text(payload.getTeamId());
    }
    return authorizations.stream()
        .map(each -> text(each.getTeamId()))
        .filter(this::isOurs)
        .findFirst()
        .orElseGet(() -> text(authorizations.getFirst().getTeamId()));
  }

  private static String botUser(EventsApiPayload<?> payload) {
    List<Authorization> authorizations = payload.getAuthorizations();
    return (authorizations == null ? Stream.<Authorization>empty() : authorizations.stream())
        .filter(each -> Boolean.TRUE.equals(each.getIsBot()))
        .map(Authorization::getUserId)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private static String deliveryId(EventsApiPayload<?> payload) {
    String id = text(payload.getEventId());
    require(id.matches("[A-Za-z0-9._-]{1,100}"), "event_callback has no event id");
    return id;
  }

  Envelope envelope(Account sender, SlackPlace place, String deliveryId) {
    String source = SlackPlace.PLATFORM + "/" + place.team();
    return new Envelope(tenant, sender, place.conversation(), source, deliveryId);
  }

  /** One that may be answered by a URL of its own. */
  Envelope envelope(
      Account sender, SlackPlace place, String deliveryId, Optional<ResponseUrl> answerBy) {
    Envelope plain = envelope(sender, place, deliveryId);
    return new Envelope(
        plain.tenant(),
        plain.sender(),
        plain.conversation(),
        plain.source(),
        plain.deliveryId(),
        answerBy.map(it -> personal(sender, it.encode())));
  }

  /** Conversations of two ({@code D…}) are named by the person: see {@link SlackPlace}. */
  static SlackPlace place(String team, String channel, String user, Optional<String> thread) {
    require(SlackPlace.isId(channel), "a channel's id is missing or has another form");
    thread.ifPresent(SlackWire::timestamp);
    return new SlackPlace(team, channel.startsWith("D") ? user : channel, thread);
  }

  static Account account(String scope, String user) {
    require(
        SlackPlace.isId(scope) && SlackPlace.isId(user),
        "a sender's id is missing or has another form");
    return new Account(SlackPlace.PLATFORM, scope, user);
  }

  private static String timestamp(String text) {
    require(SlackPlace.isTimestamp(text), "a message's timestamp has another form");
    return text;
  }

  /** Whose it is among the people is found out later; until then it is the account's. */
  private static Personal personal(Account sender, String text) {
    return new Personal("unknown:" + sender, text);
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new MalformedBodyException(otherwise);
    }
  }
}
