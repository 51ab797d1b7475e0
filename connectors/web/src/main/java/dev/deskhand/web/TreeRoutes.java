package dev.deskhand.web;

import dev.deskhand.bot.Console;
import dev.deskhand.bot.Visible;
import dev.deskhand.permissions.Principal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Pictures of the trees with how people went through them, for those who may read evidence. */
public final class TreeRoutes {
  private final Sessions sessions;
  private final Supplier<Optional<Console>> console;
  private final PortalPages pages = new PortalPages();

  /**
   * Routes.
   *
   * @param console who answers; empty while the server still starts
   */
  public TreeRoutes(Sessions sessions, Supplier<Optional<Console>> console) {
    this.sessions = sessions;
    this.console = console;
  }

  /** Declares the routes; the guard asks for a session before them. */
  public void routes(RoutesConfig routes) {
    routes.get("/trees", this::list);
    routes.get("/trees/{tree}", this::picture);
  }

  private void list(Context context) {
    Map<String, String> titles = visible().pictures(reader(context));
    if (titles.isEmpty()) {
      throw refused(HttpStatus.FORBIDDEN, "How people went is shown to those who read evidence.");
    }
    context.html(pages.trees(titles));
  }

  /** A picture draws itself: it has styles of its own, and nothing else. */
  private void picture(Context context) {
    String picture =
        visible()
            .picture(reader(context), context.pathParam("tree"))
            .orElseThrow(
                () ->
                    refused(
                        HttpStatus.NOT_FOUND, "There is no such tree, or not for you to look at."));
    context
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .contentType("image/svg+xml")
        .result(picture);
  }

  private Principal reader(Context context) {
    return sessions
        .pass(context)
        .flatMap(pass -> sessions.principal(pass.person()))
        .orElseThrow(() -> refused(HttpStatus.UNAUTHORIZED, "You are not signed in."));
  }

  private Visible visible() {
    return console
        .get()
        .orElseThrow(
            () ->
                refused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The catalogue is still being read. Try again in a moment."))
        .visible();
  }

  private static RequestRefusedException refused(HttpStatus status, String words) {
    return new RequestRefusedException(status, words);
  }
}
