package dev.deskhand.slack;

import com.slack.api.bolt.response.Response;
import dev.deskhand.bot.RequestBody;
import dev.deskhand.bot.message.Interior;
import dev.deskhand.journal.JournalException;
import dev.deskhand.slack.SlackSettings.Intake;
import dev.deskhand.slack.wire.MalformedBodyException;
import dev.deskhand.slack.wire.SlackBody;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Slack delivers: {@code /slack/events}, {@code /slack/commands} and {@code
 * /slack/interactivity}, which all take everything, so that one URL is enough. Thread-safe.
 *
 * <p>Answers: 200 once the request is stored, or was before, or is none for the bot; 401 with an
 * empty body when the signature, its time or the workspace is wrong; 413 above 1 MiB; 400 for a
 * signed body that is broken; 503 when it could not be stored (Slack delivers events again then).
 */
public final class SlackRoutes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlackRoutes.class);
  private static final List<String> PATHS =
      List.of("/slack/events", "/slack/commands", "/slack/interactivity");

  private final SlackSettings settings;
  private final SlackSignature signature;
  private final Interior interior;
  private @Nullable BoltBridge bolt;

  /** Routes for requests that are signed so. */
  public SlackRoutes(
      SlackSettings settings, Intake.Signed signed, Interior interior, InstantSource clock) {
    this.settings = settings;
    this.interior = interior;
    this.signature = new SlackSignature(signed.secret(), clock);
  }

  /** Adds the routes to the server that is being built. */
  public void routes(RoutesConfig routes) {
    PATHS.forEach(path -> routes.post(path, this::handle));
  }

  /** Draws no pages any more. */
  @Override
  public synchronized void close() {
    if (bolt != null) {
      bolt.close();
    }
  }

  /**
   * Loads Bolt and what the first request of each kind needs: some hundred milliseconds of work,
   * which the first request does when nobody called this. Has no effect besides; best run on a
   * thread of its own, from the moment the settings are known.
   */
  public static void warmUp(SlackSettings settings, Intake.Signed signed) {
    new WarmUp(settings, signed).run();
  }

  private synchronized BoltBridge bolt() {
    BoltBridge bridge = bolt == null ? BoltBridge.into(settings, interior) : bolt;
    bolt = bridge;
    return bridge;
  }

  private void handle(Context context) throws IOException {
    Optional<byte[]> body = RequestBody.read(context.bodyInputStream(), context.contentLength());
    if (body.isEmpty()) {
      context.status(413);
      return;
    }
    Optional<String> deliveryId =
        signature.verify(
            body.get(),
            context.header("X-Slack-Request-Timestamp"),
            context.header("X-Slack-Signature"));
    if (deliveryId.isEmpty()) {
      LOG.info("slack request refused: path={} its signature or its time is wrong", context.path());
      context.status(401);
      return;
    }
    answer(context, body.get(), deliveryId.get());
  }

  private void answer(Context context, byte[] body, String deliveryId) {
    try {
      Response response = bolt().answer(SlackBody.read(body), deliveryId);
      context.status(response.getStatusCode());
      if (response.getBody() != null && !response.getBody().isEmpty()) {
        context.contentType(response.getContentType()).result(response.getBody());
      }
    } catch (ForeignTeamException e) {
      LOG.warn("slack request refused: {}", e.getMessage());
      context.status(401);
    } catch (MalformedBodyException e) {
      LOG.warn("slack request refused: {}", e.getMessage());
      context.status(400);
    } catch (JournalException e) {
      LOG.error("slack request not stored, answered 503 so that it comes again", e);
      context.status(503);
    }
  }
}
