package dev.deskhand.sandbox.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.SandboxFailure;
import dev.deskhand.sandbox.teams.message.TeamsAnswer;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsMessage.TeamsButton;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What people do in Teams, as the Bot Connector tells an app. Thread-safe. */
public final class Activities {
  private static final String NAME = "Deskhand";

  private final String appId;
  private final String service;
  private final InstantSource clock;
  private final AtomicLong given = new AtomicLong(1_600_000_000_000L);

  public Activities(String appId, String service, InstantSource clock) {
    this.appId = appId;
    this.service = service;
    this.clock = clock;
  }

  /** A message; outside of personal conversations, with a mention of the app before the text. */
  public String message(TeamsSeat seat, String text) {
    boolean mentions = seat.kind() != TeamsSeat.Kind.PERSONAL;
    ObjectNode activity = base(seat, "message").put("textFormat", "plain");
    activity.put("text", (mentions ? "<at>" + NAME + "</at>&nbsp;" : "") + text);
    if (mentions) {
      ObjectNode entity = activity.putArray("entities").addObject().put("type", "mention");
      entity.put("text", "<at>" + NAME + "</at>");
      entity.putObject("mentioned").put("id", "28:" + appId).put("name", NAME);
    }
    return activity.toString();
  }

  /** A picture within a message, or a file of a personal conversation, at this address. */
  public String attachment(TeamsSeat seat, String contentType, String name, String url) {
    ObjectNode activity = base(seat, "message").put("textFormat", "plain").put("text", "");
    ArrayNode all = activity.putArray("attachments");
    ObjectNode one = all.addObject().put("contentType", contentType).put("name", name);
    if (contentType.startsWith("image/")) {
      one.put("contentUrl", url);
    } else {
      one.put("contentUrl", "https://example.sharepoint.test/personal/" + name);
      one.putObject("content")
          .put("downloadUrl", url)
          .put("uniqueId", "u-1")
          .put("fileType", "bin");
    }
    all.addObject().put("contentType", "text/html").put("content", "<p></p>");
    return activity.toString();
  }

  /** A message that mentions nobody, wherever it is. */
  public String aside(TeamsSeat seat, String text) {
    return base(seat, "message").put("text", text).toString();
  }

  /** A press of a button where Teams knows {@code Action.Execute}. */
  public String execute(TeamsSeat seat, TeamsMessage message, TeamsButton button) {
    ObjectNode activity =
        base(seat, "invoke").put("name", "adaptiveCard/action").put("replyToId", message.id());
    ObjectNode action = activity.putObject("value").putObject("action");
    action.put("type", "Action.Execute").put("verb", "deskhand").put("title", button.title());
    action.set("data", Json.read(button.data()).orElseThrow());
    return activity.toString();
  }

  /** A press of a button where it does not. */
  public String submit(TeamsSeat seat, TeamsMessage message, TeamsButton button) {
    ObjectNode activity = base(seat, "message").put("replyToId", message.id());
    activity.set("value", Json.read(button.fallback()).orElseThrow());
    return activity.toString();
  }

  /** A press of a button that opens a dialog. */
  public String fetch(TeamsSeat seat, TeamsMessage message, TeamsButton button) {
    ObjectNode activity =
        base(seat, "invoke").put("name", "task/fetch").put("replyToId", message.id());
    ObjectNode value = activity.putObject("value");
    value.set("data", Json.read(button.data()).orElseThrow());
    value.putObject("context").put("theme", "default");
    return activity.toString();
  }

  /**
   * A dialog is sent.
   *
   * @param said by label; inputs that are not named stay as they are
   */
  public String submit(TeamsSeat seat, TeamsAnswer.Form form, Map<String, String> said) {
    ObjectNode activity = base(seat, "invoke").put("name", "task/submit");
    ObjectNode data = activity.putObject("value").putObject("data");
    data.setAll(Json.read(form.data()).orElseThrow());
    form.inputs()
        .forEach(
            (label, id) ->
                data.put(id, said.getOrDefault(label, form.values().getOrDefault(label, ""))));
    return activity.toString();
  }

  /** Somebody looks for something by a message extension. */
  public String search(TeamsSeat seat, String words, int skip) {
    ObjectNode activity = base(seat, "invoke").put("name", "composeExtension/query");
    ObjectNode value = activity.putObject("value").put("commandId", "catalogue");
    value
        .putArray("parameters")
        .addObject()
        .put("name", words.isEmpty() ? "initialRun" : "words")
        .put("value", words.isEmpty() ? "true" : words);
    value.putObject("queryOptions").put("skip", skip).put("count", 25);
    return activity.toString();
  }

  /**
   * Somebody types into a list of a dialog whose choices the app knows.
   *
   * @param dataset as the list names it
   */
  public String typeahead(TeamsSeat seat, String dataset, String typed) {
    ObjectNode activity = base(seat, "invoke").put("name", "application/search");
    ObjectNode value = activity.putObject("value").put("queryText", typed);
    value.putObject("queryOptions").put("skip", 0).put("top", 15);
    value.put("dataset", dataset);
    return activity.toString();
  }

  /** Somebody chooses the action of a message extension on a message. */
  public String act(TeamsSeat seat, String command, String html) {
    ObjectNode activity = base(seat, "invoke").put("name", "composeExtension/fetchTask");
    ObjectNode value = activity.putObject("value").put("commandId", command);
    value.put("commandContext", "message").putObject("context").put("theme", "default");
    ObjectNode message = value.putObject("messagePayload").put("id", "1500000000000");
    message.putObject("body").put("contentType", "html").put("content", html);
    return activity.toString();
  }

  /** Somebody's client asks for a card as it is for them, as it says. */
  public String refresh(TeamsSeat seat, TeamsMessage message) {
    ObjectNode activity =
        base(seat, "invoke").put("name", "adaptiveCard/action").put("replyToId", message.id());
    ObjectNode value = activity.putObject("value").put("trigger", "automatic");
    value.set(
        "action",
        Json.read(message.json())
            .orElseThrow()
            .path("attachments")
            .path(0)
            .path("content")
            .path("refresh")
            .path("action"));
    return activity.toString();
  }

  /**
   * Somebody answers the question whether they want a file.
   *
   * @param to where it may be put; empty for a no
   */
  public String consent(TeamsSeat seat, TeamsMessage question, String to) {
    ObjectNode activity =
        base(seat, "invoke").put("name", "fileConsent/invoke").put("replyToId", question.id());
    JsonNode card = Json.read(question.json()).orElseThrow().path("attachments").path(0);
    if (!FileRules.isConsent(card)) {
      throw new SandboxFailure("nobody is asked about a file by " + question);
    }
    boolean isYes = !to.isEmpty();
    ObjectNode value = activity.putObject("value").put("type", "fileUpload");
    value.put("action", isYes ? "accept" : "decline");
    value.set("context", card.path("content").path(isYes ? "acceptContext" : "declineContext"));
    if (isYes) {
      value
          .putObject("uploadInfo")
          .put("contentUrl", "https://example.sharepoint.test/personal/" + question.id())
          .put("name", card.path("name").asText())
          .put("uploadUrl", to)
          .put("uniqueId", "u-" + question.id())
          .put("fileType", "txt");
    }
    return activity.toString();
  }

  /** An invocation of another kind. */
  public String invoke(TeamsSeat seat, String name) {
    ObjectNode activity = base(seat, "invoke").put("name", name);
    activity.putObject("value");
    return activity.toString();
  }

  /** The app is installed. */
  public String installed(TeamsSeat seat) {
    return base(seat, "installationUpdate").put("action", "add").toString();
  }

  private ObjectNode base(TeamsSeat seat, String type) {
    ObjectNode activity =
        Json.object()
            .put("type", type)
            .put("id", Long.toString(given.incrementAndGet()))
            .put("timestamp", clock.instant().toString())
            .put("channelId", "msteams")
            .put("serviceUrl", service);
    activity
        .putObject("from")
        .put("id", "29:1" + seat.person().replace("-", ""))
        .put("name", "Somebody")
        .put("aadObjectId", seat.person());
    activity
        .putObject("conversation")
        .put("isGroup", seat.kind() != TeamsSeat.Kind.PERSONAL)
        .put("conversationType", seat.kind().wire())
        .put("tenantId", seat.tenant())
        .put("id", seat.conversation());
    activity.putObject("recipient").put("id", "28:" + appId).put("name", NAME);
    activity.putObject("channelData").putObject("tenant").put("id", seat.tenant());
    return activity;
  }
}
