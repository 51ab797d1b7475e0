package dev.deskhand.web;

import dev.deskhand.bot.Console;
import dev.deskhand.permissions.AuthorityMatrix;
import dev.deskhand.permissions.Principal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.function.Supplier;

/** The page that shows who may start what, for those who may read it. */
public final class AuthorityRoutes {
  private final Sessions sessions;
  private final Supplier<Optional<Console>> console;
  private final Pages pages = new Pages();

  /**
   * Routes.
   *
   * @param console who answers; empty while the server still starts
   */
  public AuthorityRoutes(Sessions sessions, Supplier<Optional<Console>> console) {
    this.sessions = sessions;
    this.console = console;
  }

  /** Declares the route; the guard asks for a session before it. */
  public void routes(RoutesConfig routes) {
    routes.get("/authority", this::show);
  }

  private void show(Context context) {
    Principal reader =
        sessions
            .pass(context)
            .flatMap(pass -> sessions.principal(pass.person()))
            .orElseThrow(() -> refused(HttpStatus.UNAUTHORIZED, "You are not signed in."));
    AuthorityMatrix matrix =
        console
            .get()
            .orElseThrow(
                () ->
                    refused(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The catalogue is still being read. Try again in a moment."))
            .visible()
            .matrix(reader)
            .orElseThrow(
                () ->
                    refused(
                        HttpStatus.FORBIDDEN,
                        "Who may do what is shown to those who may read evidence. Write “help” in"
                            + " the conversation to see what you may do."));
    context.html(pages.authority(matrix));
  }

  private static RequestRefusedException refused(HttpStatus status, String words) {
    return new RequestRefusedException(status, words);
  }
}
