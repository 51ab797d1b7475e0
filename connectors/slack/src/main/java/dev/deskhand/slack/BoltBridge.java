package dev.deskhand.slack;

import com.google.gson.JsonParseException;
import com.slack.api.app_backend.interactive_components.response.Option;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.context.builtin.BlockSuggestionContext;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import com.slack.api.model.event.MessageThreadBroadcastEvent;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Interior;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.slack.wire.MalformedBodyException;
import dev.deskhand.slack.wire.SlackBody;
import dev.deskhand.slack.wire.SlackReading;
import dev.deskhand.slack.wire.SlackWire;
import dev.deskhand.slack.wire.Submission;
import dev.deskhand.slack.wire.ViewWire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands verified requests to Bolt and what Bolt reads in them to the reception. Thread-safe; works
 * on the calling thread, and calls nobody but for forms.
 *
 * <p>Bolt runs without its middleware: its signature check is looser than ours, its authorization
 * calls {@code auth.test}, and its filter of the bot's own events calls {@code bots.info}.
 */
final class BoltBridge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoltBridge.class);
  private static final String DELIVERY_ID = "x-deskhand-delivery-id";
  private static final Pattern ANYTHING = Pattern.compile(".*", Pattern.DOTALL);

  private final SlackWire wire;
  private final ViewWire views;
  private final Reception reception;
  private final FrontDesk desk;
  private final SlackForms forms;
  private final SlackHome home;
  private final App app;
  private final SlackRequestParser parser;

  /** How often it is looked whether somebody's page has changed. */
  private static final Duration PULSE = Duration.ofSeconds(2);

  /** A bridge into the house. */
  static BoltBridge into(SlackSettings settings, Interior interior) {
    return new BoltBridge(
        settings,
        interior,
        new SlackForms(settings, interior.desk(), interior.reception()),
        new SlackHome(settings, interior.desk(), PULSE));
  }

  BoltBridge(SlackSettings settings, Interior interior, SlackForms forms, SlackHome home) {
    this.wire = new SlackWire(settings.tenant(), settings.teams());
    this.views = new ViewWire(wire);
    this.reception = interior.reception();
    this.desk = interior.desk();
    this.forms = forms;
    this.home = home;
    AppConfig config =
        AppConfig.builder()
            .slack(SlackClients.mute())
            .signingSecret("checked before, by SlackSignature")
            .singleTeamBotToken("used by nobody: this Bolt calls nobody")
            .clientId(null)
            .clientSecret(null)
            .threadPoolSize(1)
            .allEventsApiAutoAckEnabled(true)
            .build();
    this.app = new App(config, List.of());
    this.parser = new SlackRequestParser(config);
    listen(settings.command());
    app.start();
  }

  @Override
  public void close() {
    home.close();
  }

  private void listen(String command) {
    app.command(
        ANYTHING,
        (request, context) -> {
          SlackReading reading =
              wire.command(request.getPayload(), deliveryId(request.getHeaders()));
          String typed = String.valueOf(request.getPayload().getCommand());
          return reading instanceof SlackReading.Request && !typed.equals(command)
              ? context.ack(unknown(typed, command))
              : settled(reading);
        });
    app.blockAction(
        ANYTHING,
        (request, context) ->
            pressed(
                wire.click(request.getPayload(), deliveryId(request.getHeaders())),
                Optional.ofNullable(request.getPayload().getTriggerId()).orElse("")));
    app.blockSuggestion(
        ANYTHING, (request, context) -> sought(views.sought(request.getPayload()), context));
    app.messageShortcut(
        ANYTHING,
        (request, context) -> {
          SlackReading reading =
              views.shortcut(request.getPayload(), deliveryId(request.getHeaders()));
          return reading instanceof SlackReading.TicketWished
                  && !ViewWire.TICKET.equals(request.getPayload().getCallbackId())
              ? unknown(request.getPayload().getCallbackId())
              : wished(reading);
        });
    app.viewSubmission(
        ANYTHING, (request, context) -> sent(views.submission(request.getPayload()), context));
    app.event(AppHomeOpenedEvent.class, (payload, context) -> settled(views.homeOpened(payload)));
    app.event(AppMentionEvent.class, (payload, context) -> settled(wire.mention(payload)));
    app.event(MessageEvent.class, (payload, context) -> settled(wire.message(payload)));
    app.event(MessageFileShareEvent.class, (payload, context) -> settled(wire.file(payload)));
    app.event(
        MessageThreadBroadcastEvent.class, (payload, context) -> settled(wire.broadcast(payload)));
  }

  /**
   * Works on one request.
   *
   * @param deliveryId for a request that carries none of its own
   * @throws MalformedBodyException if its body is not what Slack describes
   * @throws ForeignTeamException if it is of another workspace
   * @throws dev.deskhand.journal.JournalException if it could not be stored
   */
  Response answer(SlackBody body, String deliveryId) {
    if (body.kind() == SlackBody.Kind.OTHER) {
      LOG.info("slack request ignored: it is of a kind that is not worked on");
      return Response.ok();
    }
    Request<?> request = parsed(body, deliveryId);
    try {
      return app.run(request);
    } catch (JsonParseException e) {
      throw new MalformedBodyException("a field of the payload has another form");
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Bolt failed at a " + body.kind() + " request", e);
    }
  }

  private Request<?> parsed(SlackBody body, String deliveryId) {
    SlackRequestParser.HttpRequest http =
        SlackRequestParser.HttpRequest.builder()
            .requestBody(body.text())
            .headers(new RequestHeaders(Map.of(DELIVERY_ID, List.of(deliveryId))))
            .build();
    Request<?> request;
    try {
      request = parser.parse(http);
    } catch (RuntimeException e) {
      // Bolt has no exception for this: it stumbles over what is missing. Its message may quote.
      throw new MalformedBodyException(
          "the payload can't be read: " + e.getClass().getSimpleName());
    }
    if (request == null) {
      throw new MalformedBodyException("the payload is of no kind that Bolt knows");
    }
    return request;
  }

  private static String deliveryId(RequestHeaders headers) {
    return headers.getFirstValue(DELIVERY_ID);
  }

  /** What opens a form is not stored: it changes nothing, and can be pressed again. */
  private Response pressed(SlackReading reading, String trigger) {
    return reading instanceof SlackReading.Request(Inbound.ButtonClick click)
            && forms.isOpened(click, trigger)
        ? Response.ok()
        : settled(reading);
  }

  /** What somebody reads whose command Slack has and we were not told of. */
  private static String unknown(String typed, String command) {
    LOG.warn(
        "slack command={} is not taken: slack.command is {}, and has to be that of the manifest",
        typed,
        command);
    return "I don't know `%s` here. Write `%s`.".formatted(typed, command);
  }

  private static Response unknown(String shortcut) {
    LOG.warn(
        "slack shortcut={} is not taken: the manifest's is {}; slack.command names the command",
        shortcut,
        ViewWire.TICKET);
    return Response.ok();
  }

  /** Nothing is stored before the form is sent; where it is not shown, the person is told so. */
  private Response wished(SlackReading reading) {
    return reading instanceof SlackReading.TicketWished wish && forms.isOpened(wish)
        ? Response.ok()
        : settled(reading);
  }

  /** What is not known, or not theirs, has no options. */
  private Response sought(SlackReading reading, BlockSuggestionContext context) {
    if (reading instanceof SlackReading.Foreign || reading instanceof SlackReading.Ignored) {
      return settled(reading);
    }
    List<Option> options =
        reading instanceof SlackReading.Sought it ? forms.options(it) : List.of();
    return context.ack(r -> r.options(options));
  }

  private Response sent(SlackReading reading, ViewSubmissionContext context) {
    if (!(reading instanceof SlackReading.Filled(Submission submission))) {
      return settled(reading);
    }
    return switch (forms.answer(submission)) {
      case SlackForms.Answer.Taken _ -> context.ack();
      case SlackForms.Answer.Unfit(var reasons) -> context.ackWithErrors(reasons);
      case SlackForms.Answer.Next(var view) -> context.ackWithUpdate(view);
    };
  }

  private Response accepted(Inbound inbound) {
    Reception.Acceptance acceptance = reception.accept(inbound);
    LOG.debug("slack delivery={} {}", inbound.envelope().deliveryId(), acceptance);
    return Response.ok();
  }

  private Response settled(SlackReading reading) {
    return switch (reading) {
      case SlackReading.Request request -> accepted(request.inbound());
      case SlackReading.Overheard(var said) ->
          desk.isAwaited(said.envelope().sender(), said.envelope().conversation())
              ? accepted(said)
              : Response.ok();
      case SlackReading.HomeOpened(var by) -> {
        home.opened(by);
        yield Response.ok();
      }
      case SlackReading.Filled _, SlackReading.Sought _ ->
          throw new IllegalStateException(
              "a form is answered where it is sent, a menu where it is asked");
      case SlackReading.TicketWished wish -> accepted(wish.unshown());
      case SlackReading.Ignored ignored -> {
        LOG.debug("slack request ignored: {}", ignored.why());
        yield Response.ok();
      }
      // Bolt would acknowledge an event all the same if an answer other than 200 were returned
      // here.
      case SlackReading.Foreign foreign -> throw new ForeignTeamException(foreign.team());
    };
  }
}
