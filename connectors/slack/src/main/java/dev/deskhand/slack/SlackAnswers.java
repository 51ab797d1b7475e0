package dev.deskhand.slack;

import com.slack.api.Slack;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.slack.wire.ResponseUrl;
import dev.deskhand.slack.wire.SlackPlace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers single requests by their {@link ResponseUrl}; whoever asked reads the answer alone. Such
 * a URL is called at the configured Slack and nowhere else, and is never logged. Thread-safe; calls
 * block.
 */
final class SlackAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(SlackAnswers.class);
  private static final int MOST_PARTS = 5;
  private static final String DIRECTLY =
      "I answer you in our direct conversation, where nobody else reads along.";

  private final SlackSettings settings;
  private final Supplier<Slack> client;

  SlackAnswers(SlackSettings settings, Supplier<Slack> client) {
    this.settings = settings;
    this.client = client;
  }

  /** Whether as few answers as a URL takes can show all of it. */
  static boolean takes(Delivery delivery) {
    return delivery.parts().size() <= MOST_PARTS && delivery.files().isEmpty();
  }

  /**
   * Answers with all parts.
   *
   * @return the receipt; empty when Slack takes no (more) answers there, and another way has to be
   *     found
   * @throws DeliveryFailedException when it can be tried again
   */
  Optional<Receipt.Shown> answer(Delivery delivery, SlackPlace place, ResponseUrl way) {
    if (delivery.parts().size() > MOST_PARTS) {
      return Optional.empty();
    }
    if (!settings.takesAnswers(way.url())) {
      LOG.warn("delivery={} is not sent to its response URL: no host of ours", delivery.key());
      return Optional.empty();
    }
    boolean replaces = way.use() == ResponseUrl.Use.REPLACE;
    List<BlockKit.Part> parts = delivery.parts();
    boolean isRoom = 2 * parts.size() <= MOST_PARTS;
    for (int part = 0; part < parts.size(); part++) {
      BlockKit.Part content = isRoom ? parts.get(part) : parts.get(part).inWords();
      if (!isShown(delivery, content, place, way, replaces && part == 0)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Receipt.Shown(place.channel(), "response"));
  }

  /** Tells whoever asked in a channel where the answer is, if Slack takes that. */
  void point(DeliveryKey key, ResponseUrl way) {
    if (!settings.takesAnswers(way.url())) {
      LOG.warn("delivery={} is not pointed to: no host of ours", key);
      return;
    }
    ActionResponse response =
        ActionResponse.builder()
            .responseType("ephemeral")
            .text(DIRECTLY)
            .replaceOriginal(false)
            .build();
    try (Response answered =
        client.get().getHttpClient().postJsonBody(way.url().toString(), response)) {
      LOG.debug("delivery={} pointed to, HTTP {}", key, answered.code());
    } catch (IOException e) {
      LOG.info("delivery={} not pointed to ({})", key, e.getClass().getSimpleName());
    }
  }

  /** A picture that is not taken at once is told in words: there are few answers. */
  private boolean isShown(
      Delivery delivery, BlockKit.Part part, SlackPlace place, ResponseUrl way, boolean replaces) {
    return isTaken(delivery, part, place, way, replaces)
        || (part.hasPictures() && isTaken(delivery, part.inWords(), place, way, replaces));
  }

  private boolean isTaken(
      Delivery delivery, BlockKit.Part part, SlackPlace place, ResponseUrl way, boolean replaces) {
    String what = "answering with %s in %s".formatted(delivery.key(), place.channel());
    ActionResponse response =
        ActionResponse.builder()
            .responseType("ephemeral")
            .text(part.text())
            .blocks(part.blocks())
            .replaceOriginal(replaces)
            .threadTs(place.thread().orElse(null))
            .build();
    try (Response answered =
        client.get().getHttpClient().postJsonBody(way.url().toString(), response)) {
      return isTaken(what, answered);
    } catch (IOException e) {
      throw DeliveryFailedException.retry(
          "%s: no answer from Slack (%s)".formatted(what, e.getClass().getSimpleName()));
    }
  }

  /** A URL that is used up or too old is answered 404. */
  private static boolean isTaken(String what, Response answered) {
    int status = answered.code();
    if (status == 429) {
      throw DeliveryFailedException.retryAfter(
          SlackWeb.retryAfter(answered).orElse(SlackWeb.USUAL_PAUSE),
          "%s: Slack asks for a pause".formatted(what));
    }
    if (status >= 500 || status == 408) {
      throw DeliveryFailedException.retry(
          "%s: Slack answered with HTTP %d".formatted(what, status));
    }
    return status == 200;
  }
}
