package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * files.info, files.getUploadURLExternal, files.completeUploadExternal
 * (https://docs.slack.dev/reference/methods/files.info and beside it).
 */
final class FileMethods {
  static final MethodShape INFO = new MethodShape(Set.of("file"), Set.of());
  static final MethodShape ADDRESS =
      new MethodShape(Set.of("filename", "length"), Set.of("alt_txt", "snippet_type"));
  static final MethodShape COMPLETE =
      new MethodShape(
          Set.of("files"), Set.of("channel_id", "channels", "initial_comment", "thread_ts"));

  private final Workspace workspace;
  private final Shelf shelf;
  private final Supplier<URI> host;

  FileMethods(Workspace workspace, Supplier<URI> host) {
    this.workspace = workspace;
    this.shelf = workspace.files();
    this.host = host;
  }

  SlackAnswer info(Arguments arguments) {
    return shelf
        .find(arguments.text("file", ""))
        .map(
            file -> {
              SlackAnswer answer = SlackAnswer.ok();
              answer.body().set("file", file.json(host.get()));
              return answer;
            })
        .orElseGet(() -> SlackAnswer.refusal("file_not_found"));
  }

  SlackAnswer address(Arguments arguments) {
    String length = arguments.text("length", "");
    if (!length.matches("[1-9]\\d{0,8}")) {
      return SlackAnswer.refusal("invalid_arguments", List.of("[ERROR] length: no size"));
    }
    String id = shelf.expect(arguments.text("filename", ""), Integer.parseInt(length));
    SlackAnswer answer = SlackAnswer.ok();
    answer.body().put("upload_url", host.get() + Shelf.UPLOADS + id).put("file_id", id);
    return answer;
  }

  /** All of them have to have come; a thread has to be in a channel that the app is in. */
  SlackAnswer complete(Arguments arguments) {
    List<Shelf.Shared> files = new ArrayList<>();
    for (JsonNode named : arguments.json("files").orElseThrow()) {
      Optional<Shelf.Shared> file = shelf.came(named.path("id").asText());
      if (file.isEmpty()) {
        return SlackAnswer.refusal("file_not_found");
      }
      files.add(file.get());
    }
    if (files.isEmpty()) {
      return SlackAnswer.refusal("invalid_arguments", List.of("[ERROR] files: none"));
    }
    String channel = arguments.text("channel_id", "");
    Optional<SlackAnswer> refusal =
        channel.isEmpty() ? Optional.empty() : workspace.refusal(channel);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (channel.isEmpty() && arguments.text("thread_ts").isPresent()) {
      return SlackAnswer.refusal("invalid_arguments", List.of("[ERROR] thread_ts: no channel"));
    }
    files.forEach(shelf::share);
    SlackAnswer answer = SlackAnswer.ok();
    ArrayNode shared = answer.body().putArray("files");
    files.forEach(file -> shared.add(file.json(host.get())));
    if (!channel.isEmpty()) {
      workspace.add(channel, Optional.empty(), message(arguments, shared));
    }
    return answer;
  }

  private ObjectNode message(Arguments arguments, ArrayNode files) {
    ObjectNode message =
        Json.object()
            .put("type", "message")
            .put("subtype", "file_share")
            .put("user", Workspace.BOT_USER)
            .put("bot_id", Workspace.BOT)
            .put("team", workspace.team())
            .put("text", arguments.text("initial_comment", ""));
    arguments.text("thread_ts").ifPresent(ts -> message.put("thread_ts", ts));
    message.set("files", files.deepCopy());
    return message;
  }
}
