package dev.deskhand.slack.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one command or press may be answered, whether or not the bot is in the channel: 5 times
 * within 30 minutes
 * (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses). Whoever has
 * the URL can speak there in our name, so it is a secret.
 */
public record ResponseUrl(URI url, Use use) {
  private static final int LONGEST = 1_000;

  /** What an answer does. */
  public enum Use {
    /** It stands beside what is there. */
    ADD,
    /** It takes the place of the message whose button was pressed. */
    REPLACE
  }

  /** The one that Slack sent along; empty where it sent none, or nothing that is a URL. */
  static Optional<ResponseUrl> of(@Nullable String url, Use use) {
    return url == null || url.isEmpty() || url.length() > LONGEST
        ? Optional.empty()
        : read(url).map(it -> new ResponseUrl(it, use));
  }

  /** As it is kept; {@link #decode} reads it. */
  String encode() {
    return use + " " + url;
  }

  /** What {@link #encode} wrote; empty for anything else, such as what was erased since. */
  public static Optional<ResponseUrl> decode(String text) {
    for (Use use : Use.values()) {
      if (text.startsWith(use + " ")) {
        return of(text.substring(use.name().length() + 1), use);
      }
    }
    return Optional.empty();
  }

  private static Optional<URI> read(String url) {
    try {
      return Optional.of(new URI(url));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /** Never shows the URL. */
  @Override
  public String toString() {
    return "ResponseUrl[" + use + "]";
  }
}
