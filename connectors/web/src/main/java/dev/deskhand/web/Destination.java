package dev.deskhand.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody goes once they are signed in: a page of ours, and nothing else. What is anything
 * else leads to the conversation, so that no address takes people elsewhere (CWE-601).
 *
 * @param address path and query as the browser asked for them, of at most 2,000 characters, so that
 *     it fits a cookie
 */
record Destination(String address) {
  /** The conversation. */
  static final Destination HOME = new Destination("/");

  private static final int LONGEST = 2_000;

  /** Nothing in a page's path is encoded, or begins with a dot; a query is whatever it is. */
  private static final Pattern PAGE =
      Pattern.compile(
          "(?<first>/[a-z-]++)(?:/[\\w~-][\\w.~:@!$&'()*+,;=-]*+)*+"
              + "(?:\\?[!-~&&[^\"#<>\\\\]]*+)?");

  Destination {
    if (!address.equals("/") && !isPage(address)) {
      throw new IllegalArgumentException("destination: expected a page of ours");
    }
  }

  /** A page by its address; the conversation for what is no page of ours. */
  static Destination of(String address) {
    return isPage(address) ? new Destination(address) : HOME;
  }

  private static boolean isPage(String address) {
    Matcher page = PAGE.matcher(address);
    return address.length() <= LONGEST
        && page.matches()
        && Guard.PAGES.contains(page.group("first"));
  }

  /**
   * The page that a browser asks for, or from which it sends something; the conversation for what a
   * page or a program loads.
   */
  static Destination of(Context context) {
    String accepted = Optional.ofNullable(context.header("Accept")).orElse("");
    if (!accepted.contains("text/html")) {
      return HOME;
    }
    if (HandlerType.GET.equals(context.method())) {
      return of(joined(context.path(), context.queryString()));
    }
    return Optional.ofNullable(context.header("Referer")).map(Destination::from).orElse(HOME);
  }

  /** The guard has found that it comes from a page of ours. */
  private static Destination from(String referer) {
    try {
      URI page = URI.create(referer);
      return of(joined(page.getRawPath(), page.getRawQuery()));
    } catch (IllegalArgumentException _) {
      return HOME;
    }
  }

  private static String joined(@Nullable String path, @Nullable String query) {
    return path + (query == null ? "" : "?" + query);
  }

  boolean isHome() {
    return equals(HOME);
  }

  /** As the value of a query's parameter. */
  String encoded() {
    return URLEncoder.encode(address, StandardCharsets.UTF_8);
  }
}
