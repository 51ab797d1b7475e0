package dev.deskhand.web;

import dev.deskhand.bot.Accounts;
import dev.deskhand.bot.Console;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.web.OidcLogins.Returned;
import dev.deskhand.web.oidc.IdentityProvider.Answer;
import dev.deskhand.web.oidc.OidcException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in by OpenID Connect, and making an account known that is nobody's yet. */
public final class OidcRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(OidcRoutes.class);
  private static final String AGAIN = "Go to the sign-in page and begin again.";

  private final OidcLogins logins;
  private final Sessions sessions;
  private final Supplier<Optional<Console>> console;
  private final Pages pages = new Pages();

  /**
   * Routes.
   *
   * @param console who links accounts; empty while the server still starts
   */
  public OidcRoutes(OidcLogins logins, Sessions sessions, Supplier<Optional<Console>> console) {
    this.logins = logins;
    this.sessions = sessions;
    this.console = console;
  }

  /** Declares the routes, which are for whoever is not signed in. */
  public void routes(RoutesConfig routes) {
    routes.get("/login/oidc", this::begin);
    routes.get("/login/oidc/callback", this::back);
    routes.post("/login/oidc/link", this::link);
    routes.exception(OidcException.class, this::unreachable);
  }

  private void begin(Context context) {
    OidcLogins.Begun begun = logins.begin(destination(context));
    sessions.setCookie(context, Sessions.Cookie.INTENT, begun.cookie(), OidcLogins.PATIENCE);
    context.redirect(begun.issuer().toString(), HttpStatus.SEE_OTHER);
  }

  /** What our own sign-in page says; a page of somebody else's leads nowhere in particular. */
  private static Destination destination(Context context) {
    String site = Optional.ofNullable(context.header("Sec-Fetch-Site")).orElse("");
    return site.equals("cross-site") || site.equals("same-site")
        ? Destination.HOME
        : Destination.of(Optional.ofNullable(context.queryParam("to")).orElse(""));
  }

  private void back(Context context) {
    String cookie = sessions.cookie(context, Sessions.Cookie.INTENT).orElse("");
    String state = Optional.ofNullable(context.queryParam("state")).orElse("");
    String query = Optional.ofNullable(context.queryString()).orElse("");
    sessions.clearCookie(context, Sessions.Cookie.INTENT);
    switch (logins.back(cookie, state, query)) {
      case Returned.SignedIn(var person, var destination) ->
          signedIn(context, person.id(), destination);
      case Returned.Newcomer(Account account, String note, Destination destination) -> {
        LOG.info("login refused: nobody is known by {}", account);
        context
            .status(HttpStatus.FORBIDDEN)
            .header("Referrer-Policy", "same-origin")
            .html(pages.newcomer(account.toString(), note, destination));
      }
      case Returned.NotBegun _ ->
          refuse(
              context,
              HttpStatus.BAD_REQUEST,
              new Pages.Notice(
                  "That did not begin here",
                  "This browser did not ask to sign in, or took longer than ten minutes.",
                  AGAIN));
      case Returned.Used _ ->
          refuse(
              context,
              HttpStatus.GONE,
              new Pages.Notice(
                  "This sign-in was used before",
                  "An answer of " + logins.name() + " works once.",
                  AGAIN));
      case Returned.Refused(String why) -> {
        LOG.warn("login refused: {}", why);
        refuse(
            context,
            HttpStatus.UNAUTHORIZED,
            new Pages.Notice(
                "You are not signed in",
                logins.name() + " did not say who you are in a way that counts.",
                AGAIN + " If it happens again, tell whoever runs Deskhand: the log says why."));
      }
    }
  }

  /** The cookie is for our own pages only, and this answer belongs to another site's redirect. */
  private void signedIn(Context context, PersonId person, Destination destination) {
    LOG.info("login person={} by OpenID Connect", person);
    sessions.begin(context, person, logins.session());
    context.html(pages.signedIn(destination));
  }

  private void link(Context context) {
    Optional<Answer.Proved> proved =
        Optional.ofNullable(context.formParam("note")).flatMap(logins::newcomer);
    if (proved.isEmpty()) {
      refuse(
          context,
          HttpStatus.UNAUTHORIZED,
          new Pages.Notice("That took too long", "Who you are is known for ten minutes.", AGAIN));
      return;
    }
    Console linking =
        console
            .get()
            .orElseThrow(
                () ->
                    new RequestRefusedException(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The catalogue is still being read. Try again in a moment."));
    String code = Optional.ofNullable(context.formParam("code")).orElse("").strip();
    switch (linking.identity().enterCode(sessions.tenant(), proved.get().account(), code)) {
      case Accounts.Entered.Linked(PersonId person) -> {
        sessions.principal(person).ifPresent(it -> logins.signIn(it, proved.get()));
        signedIn(
            context,
            person,
            Destination.of(Optional.ofNullable(context.formParam("to")).orElse("")));
      }
      case Accounts.Entered.Refused(String why) ->
          refuse(
              context,
              HttpStatus.FORBIDDEN,
              new Pages.Notice("That did not work", why.replace("**", ""), AGAIN));
    }
  }

  private void refuse(Context context, HttpStatus status, Pages.Notice notice) {
    context.status(status).html(pages.notice(notice));
  }

  private void unreachable(OidcException e, Context context) {
    LOG.warn("login: {}", e.getMessage());
    refuse(
        context,
        HttpStatus.SERVICE_UNAVAILABLE,
        new Pages.Notice(
            "Not just now",
            logins.name() + " gives no answer.",
            "Try again in a minute. If it lasts, tell whoever runs Deskhand: the log says why."));
  }
}
