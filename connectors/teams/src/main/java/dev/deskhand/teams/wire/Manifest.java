package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * What Teams wants to know of an app
 * (https://developer.microsoft.com/json-schemas/teams/v1.22/MicrosoftTeams.schema.json).
 */
public final class Manifest {
  /** What people look for in the catalogue by. */
  static final String WORDS = "words";

  /** The action that makes a ticket of a message. */
  static final String TICKET = "ticket";

  private static final String VERSION = "1.22";
  private static final String SCHEMA =
      "https://developer.microsoft.com/json-schemas/teams/v"
          + VERSION
          + "/MicrosoftTeams.schema.json";

  private Manifest() {}

  /** What is offered while people write: a word and what it does. */
  private record Hint(String title, String description) {}

  private static final List<Hint> HINTS =
      List.of(
          new Hint("home", "My page: what waits for me, my requests, my catalogue"),
          new Hint("help", "What I can do for you"),
          new Hint("catalogue", "What you can choose from: catalogue printer"),
          new Hint("run", "Start a runbook: run unlock-account account=ada"),
          new Hint("runs", "Your runs, and how far they have come"),
          new Hint("show", "Everything about a run: show RUN"),
          new Hint("approve", "Say yes to what somebody asks for: approve RUN"),
          new Hint("decline", "Say no to it: decline RUN because …"),
          new Hint("cancel", "Stop a run before its next step: cancel RUN"),
          new Hint("freeze everything", "Stop all effects, now: freeze everything because of …"));

  /**
   * The manifest of a bot.
   *
   * @param version three numbers; Teams takes an update only if it rises
   * @param address where people reach Deskhand, over https
   */
  public static String of(String appId, String version, URI address) {
    ObjectNode manifest =
        Json.object()
            .put("$schema", SCHEMA)
            .put("manifestVersion", VERSION)
            .put("version", version)
            .put("id", appId.toLowerCase(Locale.ROOT))
            .put("accentColor", "#1F4E79");
    manifest
        .putObject("developer")
        .put("name", address.getHost().length() <= 32 ? address.getHost() : "Deskhand")
        .put("websiteUrl", address.toString())
        .put("privacyUrl", address.toString())
        .put("termsOfUseUrl", address.toString());
    manifest
        .putObject("name")
        .put("short", "Deskhand")
        .put("full", "Deskhand, the IT support desk");
    manifest
        .putObject("description")
        .put("short", "Does the routine work of the IT support desk.")
        .put(
            "full",
            "Write what is wrong, such as 'VPN says authentication failed'. Deskhand asks what it"
                + " has to know, looks at the systems, gets approval where one is needed, does the"
                + " work, and tells you.");
    manifest.putObject("icons").put("color", "color.png").put("outline", "outline.png");
    manifest.putArray("bots").add(bot(appId));
    manifest.putArray("composeExtensions").add(extension(appId));
    manifest.putArray("permissions").add("identity").add("messageTeamMembers");
    manifest.putArray("validDomains").add(address.getHost());
    return manifest.toPrettyString() + "\n";
  }

  private static ObjectNode bot(String appId) {
    ObjectNode bot = Json.object().put("botId", appId.toLowerCase(Locale.ROOT));
    scopes(bot);
    bot.put("supportsFiles", true).put("isNotificationOnly", false);
    ObjectNode commands = bot.putArray("commandLists").addObject();
    scopes(commands);
    ArrayNode list = commands.putArray("commands");
    HINTS.forEach(
        hint -> list.addObject().put("title", hint.title()).put("description", hint.description()));
    return bot;
  }

  /** Where people look for something of the catalogue, wherever they write. */
  private static ObjectNode extension(String appId) {
    ObjectNode extension = Json.object().put("botId", appId.toLowerCase(Locale.ROOT));
    ObjectNode search =
        extension
            .putArray("commands")
            .addObject()
            .put("id", "catalogue")
            .put("type", "query")
            .put("title", "Catalogue")
            .put("description", "What the support desk can do for you")
            .put("initialRun", true);
    search.putArray("context").add("compose").add("commandBox");
    search
        .putArray("parameters")
        .addObject()
        .put("name", WORDS)
        .put("title", "What you need")
        .put("description", "Words, such as: printer")
        .put("inputType", "text");
    ObjectNode ticket =
        ((ArrayNode) extension.path("commands"))
            .addObject()
            .put("id", TICKET)
            .put("type", "action")
            .put("title", "Make this a ticket")
            .put("description", "Opens a ticket of this message")
            .put("fetchTask", true);
    ticket.putArray("context").add("message");
    return extension;
  }

  private static void scopes(ObjectNode of) {
    of.putArray("scopes").add("personal").add("team").add("groupChat");
  }
}
