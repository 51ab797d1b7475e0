package dev.deskhand.actions.http;

import dev.deskhand.actions.Deadline;
import dev.deskhand.actions.json.JsonText;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** What the HTTP actions have in common: a request is built, sent, and its answer judged. */
final class HttpStep {
  /** What every action of this package answers with. */
  static final Set<String> OUTPUTS = Set.of("status", "body");

  private static final MediaType JSON = MediaType.get("application/json");
  private static final int LARGEST_BODY = 1 << 20;

  /** Answers that say that the request was not worked on (RFC 9110, section 15; RFC 6585). */
  private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429, 503);

  private HttpStep() {}

  /** Whether a request can have changed anything. */
  enum Nature {
    READS,
    CHANGES
  }

  static ActionResult get(ActionCall call) throws InterruptedException {
    HttpTarget target = HttpTarget.of(call);
    return send(target, call, request(target, call).get().build(), Nature.READS);
  }

  /** With the call's key, on which the service deduplicates. */
  static ActionResult post(ActionCall call) throws InterruptedException {
    HttpTarget target = HttpTarget.of(call);
    Request request =
        request(target, call).header("Idempotency-Key", call.key()).post(body(call)).build();
    return send(target, call, request, Nature.CHANGES);
  }

  static ActionResult put(ActionCall call) throws InterruptedException {
    HttpTarget target = HttpTarget.of(call);
    return send(target, call, request(target, call).put(body(call)).build(), Nature.CHANGES);
  }

  static ActionResult delete(ActionCall call) throws InterruptedException {
    HttpTarget target = HttpTarget.of(call);
    return send(target, call, request(target, call).delete().build(), Nature.CHANGES);
  }

  private static Request.Builder request(HttpTarget target, ActionCall call) {
    return new Request.Builder()
        .url(RequestUrl.of(target.base(), call))
        .header("Accept", "application/json, text/plain, */*;q=0.5")
        .header("User-Agent", "deskhand");
  }

  private static RequestBody body(ActionCall call) {
    String text =
        call.structure("json").map(JsonText::of).or(() -> call.optionalArgument("body")).orElse("");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LARGEST_BODY) {
      throw new ActionException(
          "the request's body: expected at most 1 MiB, found " + bytes.length + " bytes");
    }
    return RequestBody.create(bytes, bytes.length == 0 ? null : JSON);
  }

  private static ActionResult send(
      HttpTarget target, ActionCall call, Request request, Nature nature)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before anything was sent");
    }
    Optional<Set<Integer>> expected = expected(call);
    String tried =
        request.method() + " " + request.url().encodedPath() + " on '" + target.name() + "': ";
    HttpAnswer answer =
        new HttpExchange(target, Deadline.in(call.timeout()), call.services()).send(request);
    return switch (answer) {
      case HttpAnswer.Answered answered -> judge(tried, answered, nature, expected);
      case HttpAnswer.Unreached unreached ->
          new Failed(Cause.TRANSIENT, tried + unreached.reason());
      case HttpAnswer.Forbidden forbidden ->
          new Failed(Cause.PERMANENT, tried + forbidden.reason());
      case HttpAnswer.Silent silent -> doubt(tried + "no answer, " + silent.reason(), nature);
    };
  }

  private static Optional<Set<Integer>> expected(ActionCall call) {
    Optional<String> written = call.optionalArgument("expect-status");
    if (written.filter(it -> !it.matches("[1-5][0-9]{2}( *, *[1-5][0-9]{2}){0,20}")).isPresent()) {
      throw new ActionException("argument 'expect-status': expected numbers such as 200,404");
    }
    return written.map(
        list ->
            Arrays.stream(list.split(" *, *", -1))
                .map(Integer::valueOf)
                .collect(Collectors.toUnmodifiableSet()));
  }

  private static ActionResult judge(
      String tried, HttpAnswer.Answered answered, Nature nature, Optional<Set<Integer>> expected) {
    int status = answered.status();
    if (expected.map(it -> it.contains(status)).orElseGet(() -> isDone(status, nature))) {
      return new ActionResult.Done(
          Map.of("status", Integer.toString(status), "body", answered.body()),
          tried + status + "\n" + answered.body());
    }
    String reason = tried + status + " " + excerpt(answered.body());
    if (NOT_NOW.contains(status)) {
      return new Failed(Cause.TRANSIENT, reason, answered.pause());
    }
    return status >= 500 ? doubt(reason, nature) : new Failed(Cause.PERMANENT, reason);
  }

  /** "See other" after a change means that it was made (RFC 9110, section 15.4.4). */
  private static boolean isDone(int status, Nature nature) {
    return status / 100 == 2 || (nature == Nature.CHANGES && status == 303);
  }

  /** A gateway that gave up or a server that broke can't say what was done before. */
  private static ActionResult doubt(String reason, Nature nature) {
    return switch (nature) {
      case READS -> new Failed(Cause.TRANSIENT, reason);
      case CHANGES -> new ActionResult.Uncertain(reason);
    };
  }

  private static String excerpt(String body) {
    String flat = body.strip().replaceAll("\\s+", " ");
    return flat.length() <= 300 ? flat : flat.substring(0, 300) + "…";
  }
}
