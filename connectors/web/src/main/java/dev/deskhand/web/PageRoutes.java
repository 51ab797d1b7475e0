package dev.deskhand.web;

import dev.deskhand.bot.RequestBody;
import dev.deskhand.journal.JournalException;
import dev.deskhand.web.Logins.Redemption;
import dev.deskhand.web.json.PageJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.io.EOFException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chat page itself, signing in and signing out. */
final class PageRoutes {
  private static final String NOT_STORED =
      "The database does not answer or takes nothing just now, so nothing was done. Try it again in"
          + " a moment.";
  private static final Logger LOG = LoggerFactory.getLogger(PageRoutes.class);

  private static final String NEW_LINK =
      "Ask whoever runs Deskhand for a new link: they print one with “deskhand login” and your"
          + " name.";
  private static final String FIRST = "You are not signed in, or no longer. ";
  private static final String NOT_TAKEN = "What you sent was not taken, and nothing was done. ";
  private static final String ONWARD = "Once you are, you get to the page that you wanted.";
  private static final Pages.Notice NOT_NOW =
      new Pages.Notice(
          "Not just now",
          "Your link is good, but it could not be recorded that it was used.",
          "Open the link again in a minute.");

  private final Sessions sessions;
  private final Logins logins;
  private final Optional<OidcLogins> elsewhere;
  private final Pages pages = new Pages();

  PageRoutes(Sessions sessions, Logins logins, Optional<OidcLogins> elsewhere) {
    this.sessions = sessions;
    this.logins = logins;
    this.elsewhere = elsewhere;
  }

  void routes(RoutesConfig routes) {
    routes.get("/", this::chat);
    routes.get("/login", this::confirm);
    routes.post("/login", this::redeem);
    routes.post("/logout", this::signOut);
    routes.exception(RequestRefusedException.class, this::refuse);
    routes.exception(JournalException.class, this::stall);
    routes.exception(EOFException.class, PageRoutes::leave);
  }

  private void chat(Context context) {
    if (sessions.pass(context).isPresent()) {
      context.html(pages.chat());
      return;
    }
    if (comesFromElsewhere(context)) {
      context.html(pages.hop(Destination.HOME));
      return;
    }
    sessions.forgetDestination(context);
    context.redirect("/login", HttpStatus.SEE_OTHER);
  }

  private void confirm(Context context) {
    String token = context.queryParam("token");
    if (token == null) {
      context.html(signIn(Destination.HOME, ""));
      return;
    }
    switch (logins.look(token)) {
      case Redemption.SignedIn(var person) ->
          // The form's Origin would be "null" without a referrer; it goes to ourselves only.
          context.header("Referrer-Policy", "same-origin").html(pages.confirm(person, token));
      case Redemption.Refused(var reason) -> refuse(context, reason);
    }
  }

  private void redeem(Context context) {
    String token = context.formParam("token");
    try {
      switch (logins.redeem(token == null ? "" : token)) {
        case Redemption.SignedIn(var person) -> {
          LOG.info("login person={}", person);
          Destination destination = sessions.destination(context);
          sessions.begin(context, person, Sessions.LENGTH);
          context.redirect(destination.address(), HttpStatus.SEE_OTHER);
        }
        case Redemption.Refused(var reason) -> refuse(context, reason);
      }
    } catch (JournalException e) {
      LOG.warn("login: not recorded: {}", e.getMessage());
      context.status(HttpStatus.SERVICE_UNAVAILABLE).html(pages.notice(NOT_NOW));
    }
  }

  private void signOut(Context context) {
    Optional<Pass> pass = sessions.pass(context);
    pass.ifPresent(it -> elsewhere.ifPresent(issuer -> issuer.signedOut(it.person())));
    sessions.end(context);
    if (elsewhere.isEmpty() || pass.isEmpty()) {
      context.redirect("/login", HttpStatus.SEE_OTHER);
      return;
    }
    OidcLogins issuer = elsewhere.get();
    context.html(pages.signedOut(issuer.name(), issuer.end()));
  }

  private void refuse(Context context, Logins.Reason reason) {
    LOG.info("login refused: {}", reason);
    context.status(status(reason)).html(pages.notice(notice(reason)));
  }

  /** Whoever goes away in the middle of a request hears nothing, and is nobody's fault. */
  private static void leave(EOFException cut, Context context) {
    LOG.debug("path={}: cut off: {}", context.path(), cut.getMessage());
    context.status(HttpStatus.BAD_REQUEST);
  }

  /** Every door says so in its own form while nothing can be stored. */
  private void stall(JournalException failure, Context context) {
    LOG.warn("path={}: not stored: {}", context.path(), failure.getMessage());
    if (context.path().startsWith(ConsoleGuard.PREFIX)) {
      ConsoleRoutes.refuse(
          new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "not-stored", NOT_STORED), context);
      return;
    }
    refuse(new RequestRefusedException(HttpStatus.SERVICE_UNAVAILABLE, NOT_STORED), context);
  }

  private void refuse(RequestRefusedException refusal, Context context) {
    if (refusal.status() == HttpStatus.CONTENT_TOO_LARGE) {
      RequestBody.pass(context.bodyInputStream(), context.req().getContentLengthLong());
    }
    String words = String.valueOf(refusal.getMessage());
    context.status(refusal.status());
    if (context.path().startsWith("/api/")) {
      context.contentType("application/json").result(PageJson.error(words));
      return;
    }
    if (refusal.status() == HttpStatus.UNAUTHORIZED) {
      askToSignIn(context);
      return;
    }
    context.html(pages.notice(new Pages.Notice("That did not work", words, "")));
  }

  private void askToSignIn(Context context) {
    Destination destination = Destination.of(context);
    if (!destination.isHome() && comesFromElsewhere(context)) {
      context.status(HttpStatus.OK).html(pages.hop(destination));
      return;
    }
    sessions.remember(context, destination);
    String sent = HandlerType.GET.equals(context.method()) ? "" : NOT_TAKEN;
    context.html(signIn(destination, FIRST + sent + (destination.isHome() ? "" : ONWARD)));
  }

  private String signIn(Destination destination, String why) {
    return elsewhere
        .map(it -> pages.signIn(it.name(), destination, why))
        .orElseGet(
            () ->
                pages.notice(
                    new Pages.Notice(
                        "Sign in with a link",
                        why
                            + " A link that works once signs you in for 12 hours, without a"
                            + " password.",
                        "Ask whoever runs Deskhand for one: they print it with “deskhand login” and"
                            + " your name. Open it in this browser.")));
  }

  /**
   * Whoever follows a link on another site comes without the cookie, which is for our own pages
   * alone; from a page of ours that leads to the same address they come with it.
   */
  private static boolean comesFromElsewhere(Context context) {
    return HandlerType.GET.equals(context.method())
        && "cross-site".equals(context.header("Sec-Fetch-Site"));
  }

  private static HttpStatus status(Logins.Reason reason) {
    return switch (reason) {
      case FORGED, UNKNOWN_PERSON -> HttpStatus.UNAUTHORIZED;
      case EXPIRED, USED -> HttpStatus.GONE;
    };
  }

  private static Pages.Notice notice(Logins.Reason reason) {
    return switch (reason) {
      case FORGED ->
          new Pages.Notice(
              "This is not a login link",
              "It was cut short on its way, or it was made for another installation.",
              "Copy the whole link and open it again. " + NEW_LINK);
      case UNKNOWN_PERSON ->
          new Pages.Notice(
              "Nobody is known by that name",
              "The link is genuine, but the person that it was made for is not in the directory.",
              "Ask whoever runs Deskhand to check the name, and for a new link.");
      case EXPIRED ->
          new Pages.Notice(
              "This link is too old", "A login link is good for a short time only.", NEW_LINK);
      case USED ->
          new Pages.Notice(
              "This link was used before",
              "A login link works once. If it was not you, tell whoever runs Deskhand at once.",
              NEW_LINK);
    };
  }
}
