package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskhand.trees.GivenFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a file of Teams' lies
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4).
 */
public record TeamsFile(Kind kind, URI url) {
  private static final String DOWNLOAD = "application/vnd.microsoft.teams.file.download.info";
  private static final String REFERENCE = "reference";
  private static final int MOST = 20;
  private static final int LONGEST = 4_000;

  /** How it was attached. */
  public enum Kind {
    /** A picture within a message, at the Bot Connector. */
    PICTURE,
    /** A file of a personal conversation, at SharePoint; its address is as good as a password. */
    SHARED
  }

  /** Reads what {@link #place} writes; empty for anything else. */
  public static Optional<TeamsFile> parse(String place) {
    String[] parts = place.split(" ", 2);
    if (parts.length < 2 || place.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(new TeamsFile(Kind.valueOf(parts[0]), URI.create(parts[1])));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** What an activity says of its files; other attachments, such as the text as HTML, are none. */
  static List<GivenFile> of(String subject, Activity activity) {
    List<GivenFile> files = new ArrayList<>();
    for (JsonNode attachment : activity.field("attachments")) {
      if (files.size() < MOST) {
        given(subject, attachment).ifPresent(files::add);
      }
    }
    return files;
  }

  private static Optional<GivenFile> given(String subject, JsonNode attachment) {
    String type = Json.textOf(attachment, "contentType");
    String name = Json.textOf(attachment, "name");
    if (type.equals(DOWNLOAD)) {
      String url = Json.textOf(attachment.path("content"), "downloadUrl");
      return Optional.of(
          GivenFile.of(subject, name, "", 0, TeamsPlace.PLATFORM, place(Kind.SHARED, url)));
    }
    if (type.startsWith("image/")) {
      String url = Json.textOf(attachment, "contentUrl");
      return Optional.of(
          GivenFile.of(
              subject,
              name.isEmpty() ? "picture" : name,
              type,
              0,
              TeamsPlace.PLATFORM,
              place(Kind.PICTURE, url)));
    }
    // In groups and channels Teams tells only that there is a file, and lets no bot read it.
    return type.equals(REFERENCE)
        ? Optional.of(GivenFile.of(subject, name, "", 0, TeamsPlace.PLATFORM, REFERENCE))
        : Optional.empty();
  }

  /**
   * The files of a message, each in a line with the address at which Teams' people find it: a bot
   * may not read them there.
   */
  static String links(JsonNode message) {
    StringBuilder lines = new StringBuilder();
    int count = 0;
    for (JsonNode attachment : message.path("attachments")) {
      String url = Json.textOf(attachment, "contentUrl");
      boolean isFile = Json.textOf(attachment, "contentType").equals(REFERENCE);
      if (isFile && url.matches("https://\\S{1,1000}") && count++ < MOST) {
        String name = Json.textOf(attachment, "name").replaceAll("\\p{Cntrl}", " ");
        lines.append('\n').append(name.isBlank() ? "file" : name).append(": ").append(url);
      }
    }
    return lines.toString();
  }

  private static String place(Kind kind, String url) {
    return kind + " " + url;
  }
}
