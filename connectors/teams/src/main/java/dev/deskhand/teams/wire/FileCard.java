package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.Attachment;
import java.net.URI;
import java.util.Optional;

/**
 * The cards by which a bot gives somebody a file in their own conversation: they are asked, Teams
 * says where the file may be put, and then shows it
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4).
 */
public final class FileCard {
  static final String INVOKED = "fileConsent/invoke";
  private static final String CONSENT = "application/vnd.microsoft.teams.card.file.consent";
  private static final String INFO = "application/vnd.microsoft.teams.card.file.info";

  private FileCard() {}

  /**
   * Where Teams wants a file.
   *
   * @param to where its bytes go; the address itself is the pass
   * @param shown where people open it
   */
  public record Upload(URI to, URI shown, String name, String id, String kind) {}

  /** Asks whether a file may be put among somebody's own. */
  static String consent(Attachment file) {
    ObjectNode content =
        Json.object().put("description", "All that a step wrote.").put("sizeInBytes", file.size());
    content.putObject("acceptContext").put(TeamsWire.DATA, file.place());
    content.putObject("declineContext").put(TeamsWire.DATA, file.place());
    return activity(Json.object().put("contentType", CONSENT).put("name", file.name()), content);
  }

  /** Shows a file that is there. */
  public static String info(Upload upload) {
    ObjectNode content = Json.object().put("uniqueId", upload.id()).put("fileType", upload.kind());
    return activity(
        Json.object()
            .put("contentType", INFO)
            .put("name", upload.name())
            .put("contentUrl", upload.shown().toString()),
        content);
  }

  private static String activity(ObjectNode attachment, ObjectNode content) {
    ObjectNode activity = Json.object("message");
    attachment.set("content", content);
    activity.putArray("attachments").add(attachment);
    return Json.text(activity);
  }

  /** What somebody was asked about; empty where it is nothing of ours. */
  static Optional<String> place(JsonNode value) {
    return Json.optional(value.path("context"), TeamsWire.DATA)
        .filter(place -> place.length() <= 300);
  }

  /**
   * Where they want it; empty where they don't.
   *
   * @throws MalformedException if an address is none
   */
  static Optional<Upload> upload(JsonNode value) {
    if (!Json.textOf(value, "action").equals("accept")) {
      return Optional.empty();
    }
    JsonNode told = value.path("uploadInfo");
    return Optional.of(
        new Upload(
            address(told, "uploadUrl"),
            address(told, "contentUrl"),
            Json.textOf(told, "name"),
            Json.textOf(told, "uniqueId"),
            Json.textOf(told, "fileType")));
  }

  private static URI address(JsonNode told, String field) {
    try {
      return URI.create(Json.textOf(told, field));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("the file's " + field + " is no address");
    }
  }
}
