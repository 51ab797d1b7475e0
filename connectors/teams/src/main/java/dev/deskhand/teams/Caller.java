package dev.deskhand.teams;

import dev.deskhand.teams.wire.Activity;
import dev.deskhand.teams.wire.KeySet;
import java.util.Optional;
import java.util.Set;

/** Who sent a request, as far as its token says. */
sealed interface Caller {

  /** The one channel that is spoken to. */
  String CHANNEL = "msteams";

  /**
   * The Bot Connector.
   *
   * @param serviceUrl the only one that the activity may name
   * @param endorsements the channels that its key may speak for
   */
  record Connector(String serviceUrl, Set<String> endorsements) implements Caller {
    static Connector of(String serviceUrl, KeySet.Key key) {
      return new Connector(serviceUrl, key.endorsements());
    }
  }

  /** Somebody on this machine, without a token. */
  record LocalTool() implements Caller {}

  /** Nobody who is believed. */
  record Refused(String why) implements Caller {}

  /** Why the caller may not send this activity; empty if it may. */
  default Optional<String> objection(Activity activity) {
    return switch (this) {
      case Refused refused -> Optional.of(refused.why());
      case LocalTool _ -> Optional.empty();
      case Connector connector -> {
        if (!activity.channel().equals(CHANNEL)) {
          yield Optional.of("its channel is not " + CHANNEL);
        }
        if (!connector.endorsements().contains(activity.channel())) {
          yield Optional.of("the token's key is not endorsed for the channel");
        }
        yield bare(connector.serviceUrl()).equals(bare(activity.serviceUrl()))
            ? Optional.empty()
            : Optional.of("the token's serviceurl is not the activity's");
      }
    };
  }

  /** A slash at the end is there or not, and means nothing. */
  private static String bare(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
