package dev.deskhand.teams;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.FileSource.Fetched;
import dev.deskhand.bot.message.FileSource.Reason;
import dev.deskhand.teams.wire.ConnectorJson;
import dev.deskhand.teams.wire.MalformedException;
import dev.deskhand.teams.wire.Reference;
import dev.deskhand.teams.wire.TeamsFile;
import dev.deskhand.teams.wire.TeamsPlace;
import dev.deskhand.trees.GivenFile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Calls the Bot Connector and tells what can be repeated from what can't
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). Thread-safe; calls
 * block.
 */
final class Connector {
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Set<Integer> PASSING = Set.of(408, 412, 429);
  private static final int MOST_QUOTED = 300;

  private final TeamsSettings settings;
  private final TeamsHttp http;
  private final AccessTokens tokens;

  Connector(TeamsSettings settings, InstantSource clock) {
    this.settings = settings;
    this.http = new TeamsHttp();
    this.tokens = new AccessTokens(settings.trust(), http, clock);
  }

  /** One call; {@code what} is for messages, such as {@code posting k-1}. */
  private record Call(String what, String method, URI url, String json) {}

  /** A file's bytes; our token is shown for what lies at the Bot Connector alone. */
  Fetched fetch(GivenFile file, TeamsFile there, long most) throws IOException {
    return switch (there.kind()) {
      case PICTURE ->
          shown(token -> http.download(file, there.url(), token, most), Optional::isPresent)
              .orElseThrow(() -> new IOException("HTTP 401"));
      case SHARED ->
          http.download(file, there.url(), Optional.empty(), most)
              .orElseGet(() -> new Fetched.Refused(Reason.GONE));
    };
  }

  /** Posts an activity; returns its id. */
  String post(String what, Reference to, String activity) {
    Call call = new Call(what, "POST", at(to, ""), activity);
    return id(call, accepted(call, answered(call)));
  }

  /** Replaces an activity; false if it is not there any more. */
  boolean replace(String what, Reference in, String id, String activity) {
    Call call = new Call(what, "PUT", at(in, "/" + escaped(id)), activity);
    TeamsHttp.Answer answer = answered(call);
    return answer.status() != 404 && accepted(call, answer).isGood();
  }

  /** Takes an activity away; false if it is not there any more. */
  boolean remove(String what, Reference in, String id) {
    Call call = new Call(what, "DELETE", at(in, "/" + escaped(id)), "");
    TeamsHttp.Answer answer = answered(call);
    return answer.status() != 404 && accepted(call, answer).isGood();
  }

  /** Puts a file where Teams wants it; our token does not go there. */
  void put(String what, URI url, byte[] bytes) throws IOException {
    int status = http.put(url, bytes);
    if (status < 200 || status >= 300) {
      throw new IOException(what + ": " + url.getHost() + " answered " + status);
    }
  }

  /** Begins the conversation with one person, or finds it; returns its id. */
  Reference open(String what, TeamsPlace place) {
    URI service = settings.services().getFirst();
    Call call =
        new Call(
            what,
            "POST",
            below(service, "v3/conversations"),
            ConnectorJson.opening(settings.bot(), place));
    return new Reference(service, id(call, accepted(call, answered(call))));
  }

  private static URI at(Reference reference, String further) {
    return below(
        reference.service(),
        "v3/conversations/" + escaped(reference.conversation()) + "/activities" + further);
  }

  private static URI below(URI service, String path) {
    String base = service.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + path);
  }

  private static String escaped(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A call that a token is shown for. */
  private interface Showing<A> {
    A with(Optional<String> token) throws IOException;
  }

  /** A token that is not taken may have been withdrawn: it is tried once with a new one. */
  private <A> A shown(Showing<A> call, Predicate<A> isTaken) throws IOException {
    Optional<String> token = tokens.token();
    A answer = call.with(token);
    if (isTaken.test(answer) || token.isEmpty()) {
      return answer;
    }
    tokens.forget(token.get());
    return call.with(tokens.token());
  }

  private TeamsHttp.Answer answered(Call call) {
    if (!settings.isService(call.url())) {
      throw DeliveryFailedException.giveUp(
          call.what() + ": " + call.url().getHost() + " is not among teams.service-urls");
    }
    try {
      return shown(
          token -> http.send(call.method(), call.url(), token, call.json()),
          answer -> answer.status() != 401);
    } catch (IOException e) {
      throw DeliveryFailedException.unanswered(
          call.what() + ": no answer from " + call.url().getHost() + " (" + e + ")", e);
    }
  }

  private static TeamsHttp.Answer accepted(Call call, TeamsHttp.Answer answer) {
    if (answer.isGood()) {
      return answer;
    }
    int status = answer.status();
    String message = "%s: Teams answered %d".formatted(call.what(), status);
    if (status >= 500 || PASSING.contains(status)) {
      throw answer
          .pause()
          .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)
          .map(pause -> DeliveryFailedException.retryAfter(pause, message))
          .orElseGet(() -> DeliveryFailedException.retry(message));
    }
    if (status == 401) {
      throw DeliveryFailedException.retry(message + "; check teams.app-id and app-password");
    }
    throw DeliveryFailedException.giveUp(message + "; " + remedy(status, answer.body()));
  }

  private static String remedy(int status, String body) {
    return switch (status) {
      case 403 -> "the app is not installed there, or was blocked: have it installed again";
      case 404 -> "the conversation is gone, or the app is not part of it any more";
      default -> "it said: " + quote(body);
    };
  }

  private static String quote(String body) {
    String line = body.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= MOST_QUOTED ? line : line.substring(0, MOST_QUOTED) + "…";
  }

  private static String id(Call call, TeamsHttp.Answer answer) {
    try {
      return ConnectorJson.id(answer.body());
    } catch (MalformedException e) {
      throw DeliveryFailedException.giveUp(
          call.what() + ": Teams took it, but " + e.getMessage() + "; it can't be changed later");
    }
  }
}
