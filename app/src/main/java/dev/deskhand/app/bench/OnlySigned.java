package dev.deskhand.app.bench;

import dev.deskhand.slack.SlackSignature;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The same server as Deskhand's, which only checks the signature: what an acknowledgement would
 * cost if nothing had to be kept. In a process of its own, as what stands beside it.
 */
final class OnlySigned {
  private final SlackSignature signature =
      new SlackSignature(Site.SIGNING_SECRET, InstantSource.system());

  private OnlySigned() {}

  /**
   * Serves until the process ends.
   *
   * @param arguments the port
   */
  public static void main(String[] arguments) {
    BareServer.start(arguments[0], new OnlySigned()::answer);
  }

  private void answer(Context context) {
    Optional<String> digest =
        signature.verify(
            context.bodyAsBytes(),
            context.header("X-Slack-Request-Timestamp"),
            context.header("X-Slack-Signature"));
    context.status(digest.isPresent() ? 200 : 401);
  }
}
