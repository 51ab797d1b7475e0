package dev.deskhand.slack;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.chat.ChatMeMessageResponse;
import dev.deskhand.bot.message.DeliveryFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.Response;

/** Calls the Web API and tells what can be repeated from what can't. Thread-safe; calls block. */
final class SlackWeb {
  /** Slack names a pause with every 429; this is for the proxies between us that name none. */
  static final Duration USUAL_PAUSE = Duration.ofSeconds(30);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final MethodsClient methods;
  private final String token;
  private final Pauses pauses;

  SlackWeb(Slack slack, String token) {
    this(slack, token, new Pauses(System::nanoTime));
  }

  SlackWeb(Slack slack, String token, Pauses pauses) {
    this.pauses = pauses;
    this.methods = slack.methods(token);
    this.token = token;
  }

  /** One call. */
  interface Call<T extends SlackApiTextResponse> {
    T on(MethodsClient methods) throws IOException, SlackApiException;
  }

  /**
   * Makes a call.
   *
   * @param what for messages, such as {@code posting k-1 to C0001}
   * @throws SlackRefusal if Slack answered with an error of its own
   * @throws DeliveryFailedException if no such answer came
   */
  <T extends SlackApiTextResponse> T call(String what, Call<T> call) {
    T response = answered(what, call);
    if (!response.isOk()) {
      String scope = response.getNeeded() == null ? "" : response.getNeeded();
      throw new SlackRefusal(what, String.valueOf(response.getError()), scope);
    }
    return response;
  }

  /**
   * The same for a method that posts or changes a message. Of its answer only the place is read, as
   * of that to {@code chat.meMessage}: the client makes the readers of all that a message may hold
   * anew for each answer, which is a fifth of the work of a reply.
   */
  Receipt.Posted post(String what, Pauses.Slot slot, FormBody.Builder message) {
    ChatMeMessageResponse posted =
        call(
            what,
            slot,
            client ->
                client.postFormWithTokenAndParseResponse(
                    _ -> message, slot.method(), token, ChatMeMessageResponse.class));
    return new Receipt.Posted(posted.getChannel(), posted.getTs());
  }

  /** The same as {@link #call(String, Call)}, and no call in a pause that Slack asked for. */
  <T extends SlackApiTextResponse> T call(String what, Pauses.Slot slot, Call<T> call) {
    pauses.pass(slot, what);
    return pausing(what, slot, call);
  }

  /** Asks, before work that only such a call makes good, whether it may be made. */
  void pass(String what, Pauses.Slot slot) {
    pauses.pass(slot, what);
  }

  /** The same for a call that is not made again, whatever comes of it. */
  <T extends SlackApiTextResponse> T callOnce(String what, Pauses.Slot slot, Call<T> call) {
    pauses.passNow(slot, what);
    return pausing(what, slot, call);
  }

  private <T extends SlackApiTextResponse> T pausing(String what, Pauses.Slot slot, Call<T> call) {
    try {
      return call(what, call);
    } catch (DeliveryFailedException e) {
      e.retryAfter().ifPresent(pause -> pauses.begin(slot, what, pause));
      throw e;
    }
  }

  private <T extends SlackApiTextResponse> T answered(String what, Call<T> call) {
    try {
      return call.on(methods);
    } catch (SlackApiException e) {
      throw failure(what, e.getResponse());
    } catch (IOException e) {
      throw DeliveryFailedException.unanswered(
          "%s: no answer from Slack (%s); check slack.base-url and the way out to it"
              .formatted(what, e.getClass().getSimpleName()),
          e);
    } catch (JsonParseException e) {
      throw DeliveryFailedException.retry(
          what + ": the answer is not Slack's; check slack.base-url and proxies on the way");
    }
  }

  private static DeliveryFailedException failure(String what, Response response) {
    int status = response.code();
    if (status == 429) {
      Duration pause = retryAfter(response).orElse(USUAL_PAUSE);
      return DeliveryFailedException.retryAfter(
          pause, "%s: Slack asks for a pause of %d s".formatted(what, pause.toSeconds()));
    }
    String message = "%s: Slack answered with HTTP %d".formatted(what, status);
    return status >= 500 || status == 408
        ? DeliveryFailedException.retry(message)
        : DeliveryFailedException.giveUp(message + "; check slack.base-url");
  }

  static Optional<Duration> retryAfter(Response response) {
    return Optional.ofNullable(response.header("Retry-After")).flatMap(SlackWeb::pause);
  }

  /** What a header asks for: a number of seconds, at most an hour of them. */
  private static Optional<Duration> pause(String seconds) {
    if (!seconds.matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    Duration asked = Duration.ofSeconds(Math.max(1, Long.parseLong(seconds)));
    return Optional.of(asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
  }
}
