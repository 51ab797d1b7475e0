package dev.deskhand.actions.http;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Builds the address of a request from its arguments. Whatever they hold, it stays below the base:
 * {@code path} is split at its slashes and each segment is encoded, {@code {id}} in it becomes the
 * argument {@code id} as exactly one segment, and {@code query} is one {@code name=value}.
 */
final class RequestUrl {
  private static final String PLACE = "{id}";
  private static final int LONGEST = 2_000;

  private RequestUrl() {}

  /**
   * The address.
   *
   * @throws ActionException if an argument could change where the request goes
   */
  static HttpUrl of(HttpUrl base, ActionCall call) {
    HttpUrl.Builder url = base.newBuilder();
    List<String> segments = segments(call);
    segments.forEach(url::addPathSegment);
    call.optionalArgument("query").ifPresent(query -> addQuery(url, query));
    HttpUrl built = url.build();
    if (!isBelow(base, built, segments.size())) {
      throw new ActionException("argument 'path' leads out of the target's base-url");
    }
    return built;
  }

  private static List<String> segments(ActionCall call) {
    String path = checked("path", call.argument("path"));
    String relative = path.startsWith("/") ? path.substring(1) : path;
    Optional<String> id = call.optionalArgument("id").map(value -> checked("id", value));
    if (relative.contains(PLACE) != id.isPresent()) {
      throw new ActionException("argument 'id' and {id} in argument 'path' go together");
    }
    return Arrays.stream(relative.split("/", -1))
        .map(segment -> id.isPresent() ? segment.replace(PLACE, id.get()) : segment)
        .map(RequestUrl::segment)
        .toList();
  }

  private static String segment(String text) {
    if (text.isEmpty() || text.equals(".") || text.equals("..")) {
      throw new ActionException(
          "argument 'path': expected one like /sessions/{id}/clear, without empty parts, . and ..");
    }
    return text;
  }

  private static void addQuery(HttpUrl.Builder url, String query) {
    int equals = checked("query", query).indexOf('=');
    if (equals < 1) {
      throw new ActionException("argument 'query': expected name=value");
    }
    url.addQueryParameter(query.substring(0, equals), query.substring(equals + 1));
  }

  private static String checked(String argument, String value) {
    if (value.length() > LONGEST) {
      throw new ActionException(
          "argument '"
              + argument
              + "': expected at most "
              + LONGEST
              + " characters, found "
              + value.length());
    }
    if (value.indexOf('\\') >= 0 || value.chars().anyMatch(Character::isISOControl)) {
      throw new ActionException(
          "argument '" + argument + "': backslashes and control characters are refused");
    }
    return value;
  }

  /** A second look at what was built. */
  private static boolean isBelow(HttpUrl base, HttpUrl built, int added) {
    List<String> before = base.encodedPathSegments();
    List<String> kept = before.getLast().isEmpty() ? before.subList(0, before.size() - 1) : before;
    List<String> after = built.encodedPathSegments();
    return built.scheme().equals(base.scheme())
        && HttpTarget.authority(built).equals(HttpTarget.authority(base))
        && after.size() == kept.size() + added
        && after.subList(0, kept.size()).equals(kept);
  }
}
