package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.slack.message.SlackButton;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackRoom;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import dev.deskhand.sandbox.slack.message.SlackView;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The bodies that Slack delivers to an app: forms of slash commands, JSON of the Events API, forms
 * with JSON of interactivity. Each has ids of its own. Thread-safe.
 */
public final class DeliveryBodies {
  /** Where the numbers begin: two senders at one app should not give out the same ids. */
  private static final long NUMBERS = 1_000_000_000L;

  private final AtomicLong number = new AtomicLong(ThreadLocalRandom.current().nextLong(NUMBERS));
  private final InstantSource clock;
  private final URI responses;
  private final Function<String, SlackRoom> rooms;

  /**
   * Makes bodies.
   *
   * @param responses where the paths of response URLs are answered
   * @param rooms what kind each channel is of
   */
  public DeliveryBodies(InstantSource clock, URI responses, Function<String, SlackRoom> rooms) {
    this.clock = clock;
    this.responses = responses;
    this.rooms = rooms;
  }

  /** {@code /desk} and a text, as a form. */
  public String command(SlackSeat seat, String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("token", "legacy-token-not-to-be-used");
    fields.put("team_id", seat.team());
    fields.put("team_domain", "example");
    fields.put("channel_id", seat.channel());
    fields.put("channel_name", seat.isDirect() ? "directmessage" : "channel");
    fields.put("user_id", seat.user());
    fields.put("user_name", "somebody");
    fields.put("command", "/desk");
    fields.put("text", text);
    fields.put("api_app_id", Workspace.APP);
    fields.put("is_enterprise_install", "false");
    fields.put("response_url", responseUrl(seat, Optional.empty()));
    fields.put("trigger_id", TriggerIds.next(clock, number.incrementAndGet()));
    return form(fields);
  }

  /** An {@code app_mention} event: the bot's mention comes before the text. */
  public String mention(SlackSeat seat, Optional<String> threadTs, String text) {
    ObjectNode event = event("app_mention", seat, "<@" + Workspace.BOT_USER + "> " + text);
    threadTs.ifPresent(ts -> event.put("thread_ts", ts));
    return callback(seat, event);
  }

  /** A {@code message} event of the kind of conversation that the seat is in. */
  public String talk(SlackSeat seat, Optional<String> threadTs, String text) {
    ObjectNode event = event("message", seat, text).put("channel_type", type(seat));
    threadTs.ifPresent(ts -> event.put("thread_ts", ts));
    return callback(seat, event);
  }

  /** A {@code message} event of the channel type {@code im}. */
  public String directMessage(SlackSeat seat, Optional<String> threadTs, String text) {
    ObjectNode event = event("message", seat, text).put("channel_type", "im");
    threadTs.ifPresent(ts -> event.put("thread_ts", ts));
    return callback(seat, event);
  }

  /** A {@code message} event of the subtype {@code file_share}. */
  public String fileShare(
      SlackSeat seat, Optional<String> threadTs, String text, List<Shelf.Shared> files) {
    ObjectNode event = event("message", seat, text).put("channel_type", type(seat));
    threadTs.ifPresent(ts -> event.put("thread_ts", ts));
    event.put("subtype", "file_share").put("upload", false);
    event.remove("team");
    ArrayNode all = event.putArray("files");
    files.forEach(file -> all.add(file.json(responses)));
    return callback(seat, event);
  }

  private String type(SlackSeat seat) {
    return rooms.apply(seat.channel()).type();
  }

  /** What Slack sends, in the app's own name, after the app itself has posted. */
  public String echo(SlackSeat seat, SlackMessage message) {
    ObjectNode event = (ObjectNode) Json.read(message.json()).orElseThrow();
    event.put("channel", message.channel()).put("event_ts", message.ts());
    return callback(seat, event.put("channel_type", "im"));
  }

  /** The question with which Slack checks a request URL. */
  public String urlVerification(String challenge) {
    return Json.text(
        Json.object()
            .put("token", "legacy-token-not-to-be-used")
            .put("challenge", challenge)
            .put("type", "url_verification"));
  }

  /** A press of a message's button, as a form with a {@code payload}. */
  public String click(SlackSeat seat, SlackMessage message, SlackButton button) {
    ObjectNode payload = Json.object().put("type", "block_actions");
    payload.putObject("user").put("id", seat.user()).put("team_id", seat.team());
    payload.put("api_app_id", Workspace.APP).put("token", "legacy-token-not-to-be-used");
    payload.set("container", container(message));
    payload.put("trigger_id", TriggerIds.next(clock, number.incrementAndGet()));
    payload.putObject("team").put("id", seat.team()).put("domain", "example");
    payload.putNull("enterprise").put("is_enterprise_install", false);
    payload.putObject("channel").put("id", message.channel()).put("name", "channel");
    if (message.onlyFor().isEmpty()) {
      payload.set("message", Json.read(message.json()).orElseThrow());
    }
    payload.putObject("state").putObject("values");
    payload.put("response_url", responseUrl(seat.in(message.channel()), Optional.of(message.ts())));
    payload.putArray("actions").add(action(button));
    return form(Map.of("payload", Json.text(payload)));
  }

  /** A modal that somebody filled in and sent; see {@link ViewBodies#submission}. */
  public String submission(SlackSeat seat, SlackView view, Map<String, String> said) {
    return interaction(ViewBodies.submission(seat, view, said));
  }

  /** Somebody types into a menu of a modal whose options the app knows. */
  public String suggestion(SlackSeat seat, SlackView view, String label, String typed) {
    return interaction(ViewBodies.suggestion(seat, view, label, typed));
  }

  /** A press of a button of somebody's Home tab. */
  public String press(SlackSeat seat, SlackView home, String label) {
    return interaction(ViewBodies.press(seat, home, label));
  }

  /** Somebody chooses a shortcut of a message. */
  public String shortcut(
      SlackSeat seat, String callback, String ts, String text, List<Shelf.Shared> files) {
    ObjectNode payload = Json.object().put("type", "message_action").put("callback_id", callback);
    payload.putObject("team").put("id", seat.team()).put("domain", "example");
    payload.putObject("user").put("id", seat.user()).put("team_id", seat.team());
    payload.putObject("channel").put("id", seat.channel()).put("name", "channel");
    payload.put("action_ts", ts()).put("message_ts", ts).put("token", "legacy-token");
    payload.put("response_url", responseUrl(seat, Optional.empty()));
    ObjectNode message = payload.putObject("message").put("type", "message").put("user", "U0BOB");
    message.put("ts", ts).put("text", text);
    if (!files.isEmpty()) {
      files.forEach(file -> message.withArray("files").add(file.json(responses)));
    }
    return interaction(payload);
  }

  private String interaction(ObjectNode payload) {
    payload.put("trigger_id", TriggerIds.next(clock, number.incrementAndGet()));
    return form(Map.of("payload", Json.text(payload)));
  }

  /** Somebody opened the app's tab {@code home} or {@code messages}. */
  public String homeOpened(SlackSeat seat, String tab) {
    ObjectNode event =
        Json.object()
            .put("type", "app_home_opened")
            .put("user", seat.user())
            .put("channel", Workspace.direct(seat.user()))
            .put("tab", tab)
            .put("event_ts", ts());
    return callback(seat, event);
  }

  private static ObjectNode container(SlackMessage message) {
    ObjectNode container =
        Json.object()
            .put("type", "message")
            .put("message_ts", message.ts())
            .put("channel_id", message.channel())
            .put("is_ephemeral", message.onlyFor().isPresent());
    message.threadTs().ifPresent(ts -> container.put("thread_ts", ts));
    return container;
  }

  private ObjectNode action(SlackButton button) {
    ObjectNode action = Json.object();
    action.put("action_id", button.actionId()).put("block_id", button.blockId());
    JsonNode text = Json.object().put("type", "plain_text").put("text", button.label());
    ObjectNode said =
        switch (button.kind()) {
          case BUTTON -> action.put("type", "button");
          case OPTION -> action.put("type", "static_select").putObject("selected_option");
        };
    said.set("text", text);
    button.value().ifPresent(value -> said.put("value", value));
    return action.put("action_ts", ts());
  }

  private ObjectNode event(String type, SlackSeat seat, String text) {
    String ts = ts();
    return Json.object()
        .put("type", type)
        .put("user", seat.user())
        .put("text", text)
        .put("ts", ts)
        .put("team", seat.team())
        .put("channel", seat.channel())
        .put("event_ts", ts);
  }

  private String callback(SlackSeat seat, ObjectNode event) {
    ObjectNode body =
        Json.object()
            .put("token", "legacy-token-not-to-be-used")
            .put("team_id", seat.team())
            .put("api_app_id", Workspace.APP)
            .put("type", "event_callback")
            .put("event_id", "Ev%010d".formatted(number.incrementAndGet()))
            .put("event_time", clock.instant().getEpochSecond())
            .put("is_ext_shared_channel", false);
    body.set("event", event);
    body.putArray("authorizations")
        .addObject()
        .put("team_id", seat.team())
        .put("user_id", Workspace.BOT_USER)
        .put("is_bot", true);
    return Json.text(body);
  }

  private String responseUrl(SlackSeat seat, Optional<String> original) {
    String path =
        ResponseUrls.path(seat, original, clock.millis(), Long.toString(number.incrementAndGet()));
    return responses.resolve(path).toString();
  }

  /** The second of now, and a number of its own for the micros: unlike those of the workspace. */
  private String ts() {
    Instant now = clock.instant();
    return "%d.%06d".formatted(now.getEpochSecond(), number.incrementAndGet() % 1_000_000);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
