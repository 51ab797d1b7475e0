package dev.deskhand.web;

import dev.deskhand.bot.Console;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.ApiTokens;
import dev.deskhand.permissions.Principal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What every request of the command line and of programs passes first: it comes from no browser, is
 * small, and carries a token that names somebody known. The command line's tokens count on this
 * machine alone; those of programs from anywhere, unless they would have come there in clear.
 */
final class ConsoleGuard {
  static final String PATHS = "/api/v1/*";
  static final String PREFIX = "/api/v1/";
  private static final String SCHEME = "Bearer ";
  private static final String WHO = "deskhand-who";

  private final ConsoleTokens tokens;
  private final Sessions sessions;
  private final Supplier<Console> console;

  ConsoleGuard(ConsoleTokens tokens, Sessions sessions, Supplier<Console> console) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.console = console;
  }

  /** True for the paths that this guard keeps, and the browsers' guard does not. */
  static boolean keeps(Context context) {
    return context.path().startsWith(PREFIX);
  }

  void routes(RoutesConfig routes) {
    routes.before(PATHS, this::check);
  }

  /**
   * Who asks.
   *
   * @param verb what a token has to be for
   */
  Principal person(Context context, Action verb) {
    Principal person =
        Optional.ofNullable(context.<Principal>attribute(WHO))
            .orElseThrow(() -> new IllegalStateException("a request that was not checked"));
    if (person.limit().filter(limit -> !limit.admits(verb)).isPresent()) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, "out-of-scope", "The token is not for '" + verb.label() + "'.");
    }
    return person;
  }

  private void check(Context context) {
    String token =
        Optional.ofNullable(context.header("Authorization"))
            .filter(header -> header.startsWith(SCHEME))
            .map(header -> header.substring(SCHEME.length()))
            .orElse("");
    if (context.header("Origin") != null || context.header("Cookie") != null) {
      throw elsewhere("These addresses are for the command line and for programs, not browsers.");
    }
    boolean isProgram = ApiTokens.isToken(token);
    if (isProgram ? !isPrivate(context) : !isOfThisMachine(context)) {
      throw elsewhere(
          isProgram
              ? "A token is sent over https only: let 'base-url' be one."
              : "From elsewhere a token of 'deskhand tokens create' is needed.");
    }
    Guard.requireSmallBody(context);
    context.attribute(WHO, isProgram ? program(token) : commandLine(token));
  }

  private Principal program(String token) {
    return console
        .get()
        .identity()
        .whoHas(sessions.tenant(), token)
        .orElseThrow(ConsoleGuard::unknown);
  }

  private Principal commandLine(String token) {
    return tokens
        .person(sessions.tenant(), token)
        .flatMap(sessions::principal)
        .orElseThrow(ConsoleGuard::unknown);
  }

  private static ProblemException unknown() {
    return new ProblemException(
        HttpStatus.UNAUTHORIZED,
        "not-identified",
        "The token is not of this installation, is too old or revoked, or names nobody known.");
  }

  private static ProblemException elsewhere(String detail) {
    return new ProblemException(HttpStatus.FORBIDDEN, "elsewhere", detail);
  }

  /** People see https, or the request has not left this machine. */
  private boolean isPrivate(Context context) {
    return sessions.isSecure() || isOfThisMachine(context);
  }

  /** A proxy on this machine speaks for somebody elsewhere. */
  private static boolean isOfThisMachine(Context context) {
    String remote = context.req().getRemoteAddr();
    try {
      return context.header("Forwarded") == null
          && context.header("X-Forwarded-For") == null
          && (remote.equals(context.req().getLocalAddr())
              || InetAddress.ofLiteral(remote.replaceAll("[\\[\\]]", "")).isLoopbackAddress());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
