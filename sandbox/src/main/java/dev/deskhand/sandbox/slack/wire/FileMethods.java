package dev.deskhand.sandbox.slack.wire;

import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;

/** files.info (https://docs.slack.dev/reference/methods/files.info). */
final class FileMethods {
  static final MethodShape INFO = new MethodShape(Set.of("file"), Set.of());

  private final Shelf shelf;
  private final Supplier<URI> host;

  FileMethods(Shelf shelf, Supplier<URI> host) {
    this.shelf = shelf;
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
}
