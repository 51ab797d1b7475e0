package dev.deskhand.slack.wire;

import static dev.deskhand.slack.wire.SlackWire.account;
import static dev.deskhand.slack.wire.SlackWire.require;
import static dev.deskhand.slack.wire.SlackWire.text;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockSuggestionPayload;
import com.slack.api.app_backend.interactive_components.payload.MessageShortcutPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.model.Message;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.content.InputType;
import dev.deskhand.permissions.Account;
import dev.deskhand.slack.wire.SlackReading.Filled;
import dev.deskhand.slack.wire.SlackReading.Foreign;
import dev.deskhand.slack.wire.SlackReading.HomeOpened;
import dev.deskhand.slack.wire.SlackReading.Ignored;
import dev.deskhand.slack.wire.SlackReading.Sought;
import dev.deskhand.slack.wire.SlackReading.TicketWished;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@link SlackWire} is for messages, for views: forms and people's own pages. Thread-safe. */
public final class ViewWire {
  /** What marks a view, and every input in it, as a form of ours. */
  public static final String FORM = "deskhand-form";

  /** The shortcut that makes a ticket of a message. */
  public static final String TICKET = "deskhand-ticket";

  private static final String FIELD = "field-";

  private final SlackWire wire;

  /** The wire of an app. */
  public ViewWire(SlackWire wire) {
    this.wire = wire;
  }

  /**
   * A form was sent.
   *
   * @throws MalformedBodyException if a field is missing or has another form
   */
  public SlackReading submission(ViewSubmissionPayload payload) {
    String from = payload.getTeam() == null ? "" : text(payload.getTeam().getId());
    if (!wire.isOurs(from)) {
      return new Foreign(from);
    }
    View view = payload.getView();
    if (view == null || !FORM.equals(view.getCallbackId())) {
      return new Ignored("the view is none of the bot's forms");
    }
    require(SlackPlace.isId(text(view.getId())), "a view's id is missing or has another form");
    ViewSubmissionPayload.User user = payload.getUser();
    require(user != null, "view_submission has no user");
    String scope = user.getTeamId() == null ? from : user.getTeamId();
    Account sender = account(scope, text(user.getId()));
    FormState state = FormState.decode(text(view.getPrivateMetadata()));
    require(state.place().team().equals(from), "the form's place is of another workspace");
    return new Filled(
        new Submission(
            wire.envelope(sender, state.place(), "view-" + view.getId()), state, said(view)));
  }

  /**
   * Somebody chose the shortcut {@link #TICKET} of a message. Where no form can be shown they hear
   * so in their own conversation with the bot, which is always there.
   *
   * @param deliveryId of the request's signature: a shortcut has none of its own
   * @throws MalformedBodyException if a field is missing or has another form
   */
  public SlackReading shortcut(MessageShortcutPayload payload, String deliveryId) {
    String team = payload.getTeam() == null ? "" : text(payload.getTeam().getId());
    if (!wire.isOurs(team)) {
      return new Foreign(team);
    }
    Message message = payload.getMessage();
    require(
        payload.getUser() != null && payload.getChannel() != null && message != null,
        "message_action has no user, channel or message");
    String root = message.getThreadTs() == null ? message.getTs() : message.getThreadTs();
    Account by =
        account(
            payload.getUser().getTeamId() == null ? team : payload.getUser().getTeamId(),
            text(payload.getUser().getId()));
    String channel = text(payload.getChannel().getId());
    return new TicketWished(
        new Inbound.ButtonClick(
            wire.envelope(
                by,
                SlackPlace.direct(team, by.user()),
                deliveryId,
                ResponseUrl.of(payload.getResponseUrl(), ResponseUrl.Use.ADD)
                    .filter(_ -> !channel.startsWith("D"))),
            ButtonReader.ticket(),
            ""),
        placeOfTicket(team, channel, by.user(), root),
        SlackText.typed(text(message.getText())),
        text(payload.getTriggerId()),
        SlackFile.of("unknown:" + by, team, message.getFiles()));
  }

  /**
   * A conversation of two may be with somebody else: there the person hears from the bot itself.
   */
  private static SlackPlace placeOfTicket(String team, String channel, String user, String root) {
    return channel.startsWith("D")
        ? SlackPlace.direct(team, user)
        : SlackWire.place(team, channel, user, Optional.ofNullable(root));
  }

  /**
   * Somebody types into a menu of a form.
   *
   * @throws MalformedBodyException if a field is missing or has another form
   */
  public SlackReading sought(BlockSuggestionPayload payload) {
    String from = payload.getTeam() == null ? "" : text(payload.getTeam().getId());
    if (!wire.isOurs(from)) {
      return new Foreign(from);
    }
    View view = payload.getView();
    String block = text(payload.getBlockId());
    if (view == null || !FORM.equals(view.getCallbackId()) || !block.startsWith(FIELD)) {
      return new Ignored("the menu is none of the bot's forms");
    }
    require(payload.getUser() != null, "block_suggestion has no user");
    String scope = payload.getUser().getTeamId() == null ? from : payload.getUser().getTeamId();
    return new Sought(
        account(scope, text(payload.getUser().getId())),
        FormState.decode(text(view.getPrivateMetadata())),
        block.substring(FIELD.length()),
        text(payload.getValue()));
  }

  /** By field; what is no field of a form, or was left empty, is not there. */
  private static Map<String, String> said(View view) {
    Map<String, String> said = new HashMap<>();
    if (view.getState() == null || view.getState().getValues() == null) {
      return said;
    }
    view.getState()
        .getValues()
        .forEach(
            (block, values) -> {
              ViewState.Value value = values.get(FORM);
              if (block.startsWith(FIELD) && value != null) {
                given(value).ifPresent(it -> said.put(block.substring(FIELD.length()), it));
              }
            });
    return said;
  }

  private static Optional<String> given(ViewState.Value value) {
    String chosen = value.getSelectedOption() == null ? null : value.getSelectedOption().getValue();
    return Stream.of(
            Optional.ofNullable(value.getValue()),
            Optional.ofNullable(chosen),
            Optional.ofNullable(value.getSelectedDate()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The same values, with people as they are mentioned in messages. */
  public static Map<String, String> mentions(List<Form.Field> fields, Map<String, String> said) {
    Map<String, String> typed = new HashMap<>(said);
    fields.stream()
        .filter(it -> it.type() instanceof InputType.PersonInput)
        .forEach(it -> typed.computeIfPresent(it.name(), (_, text) -> SlackText.typed(text)));
    return typed;
  }

  /** The block that a field of a form stands in. */
  public static String blockId(String field) {
    return FIELD + field;
  }

  /** Somebody looks at their own page; at the tab of messages there is nothing to do. */
  public SlackReading homeOpened(EventsApiPayload<AppHomeOpenedEvent> payload) {
    String team = wire.team(payload);
    if (!wire.isOurs(team)) {
      return new Foreign(team);
    }
    return "home".equals(payload.getEvent().getTab())
        ? new HomeOpened(account(team, text(payload.getEvent().getUser())))
        : new Ignored("the tab of messages was opened");
  }
}
