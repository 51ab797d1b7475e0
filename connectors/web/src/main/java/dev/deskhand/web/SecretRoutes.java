package dev.deskhand.web;

import dev.deskhand.bot.OneTimeSecrets;
import dev.deskhand.permissions.PersonId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/**
 * Shows a secret that was made for whoever is signed in, once: on a press, since a preview of the
 * link must not use it up.
 */
public final class SecretRoutes {
  private static final Pages.Notice GONE =
      new Pages.Notice(
          "There is nothing here for you",
          "This was made for somebody else, was shown before, or has been replaced.",
          "If it was yours and you have not seen it, ask for a new one, and tell IT support.");

  private final Sessions sessions;
  private final OneTimeSecrets secrets;
  private final Pages pages = new Pages();

  public SecretRoutes(Sessions sessions, OneTimeSecrets secrets) {
    this.sessions = sessions;
    this.secrets = secrets;
  }

  /** Declares the routes; {@link Guard} lets only who is signed in pass. */
  public void routes(RoutesConfig routes) {
    routes.get("/secrets/{token}", this::offer);
    routes.post("/secrets/{token}", this::show);
  }

  private void offer(Context context) {
    String token = context.pathParam("token");
    if (secrets.isWaiting(person(context), token)) {
      // The form's Origin would be "null" without a referrer; it goes to ourselves only.
      context.header("Referrer-Policy", "same-origin").html(pages.offer(token));
    } else {
      gone(context);
    }
  }

  private void show(Context context) {
    secrets
        .show(person(context), context.pathParam("token"))
        .ifPresentOrElse(value -> context.html(pages.secret(value)), () -> gone(context));
  }

  private void gone(Context context) {
    context.status(HttpStatus.NOT_FOUND).html(pages.notice(GONE));
  }

  private PersonId person(Context context) {
    return sessions
        .pass(context)
        .map(Pass::person)
        .orElseThrow(
            () -> new RequestRefusedException(HttpStatus.UNAUTHORIZED, "You are not signed in."));
  }
}
