package dev.deskhand.web;

import dev.deskhand.permissions.Principal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What every request of the command line passes first: it comes from this machine and from no
 * browser or proxy, is small, and carries a token that names somebody known.
 */
final class ConsoleGuard {
  static final String PATHS = "/api/v1/*";
  private static final String PREFIX = "/api/v1/";

  private final ConsoleTokens tokens;
  private final Sessions sessions;

  ConsoleGuard(ConsoleTokens tokens, Sessions sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  /** True for the paths that this guard keeps, and the browsers' guard does not. */
  static boolean keeps(Context context) {
    return context.path().startsWith(PREFIX);
  }

  void routes(RoutesConfig routes) {
    routes.before(PATHS, this::check);
  }

  /** Who asks. */
  Principal person(Context context) {
    return Optional.ofNullable(context.header("Authorization"))
        .flatMap(header -> tokens.person(sessions.tenant(), header))
        .flatMap(sessions::principal)
        .orElseThrow(
            () ->
                new ProblemException(
                    HttpStatus.UNAUTHORIZED,
                    "not-identified",
                    "The token is not of this installation, is too old, or names nobody known."));
  }

  private void check(Context context) {
    if (!isOfThisMachine(context)
        || context.header("Origin") != null
        || context.header("Cookie") != null
        || context.header("Forwarded") != null
        || context.header("X-Forwarded-For") != null) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "elsewhere",
          "These addresses are for the command line on the server's own machine.");
    }
    Guard.requireSmallBody(context);
    person(context);
  }

  private static boolean isOfThisMachine(Context context) {
    String remote = context.req().getRemoteAddr();
    try {
      return remote.equals(context.req().getLocalAddr())
          || InetAddress.ofLiteral(remote.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
