package dev.deskhand.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What every request of a browser passes first: our own host name, a request of our own page for
 * everything that changes something, a bounded body, and headers that leave a page no rights beyond
 * what it needs.
 */
final class Guard {
  /** How the paths of pages begin that are for whoever is signed in, and of what they load. */
  static final List<String> PAGES =
      List.of(
          "/approvals",
          "/authority",
          "/catalogue",
          "/requests",
          "/secrets",
          "/sentences",
          "/teaching",
          "/ticket-files",
          "/tickets",
          "/trees",
          "/walks");

  private static final List<String> NEEDS_SESSION =
      Stream.concat(
              Stream.of("/api/*"), PAGES.stream().flatMap(page -> Stream.of(page, page + "/*")))
          .toList();
  private static final List<String> OPEN =
      List.of("/", "/login", "/login/*", "/logout", "/assets/*", "/pictures/*");
  private static final Set<HandlerType> HARMLESS =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);
  private static final int MAX_BODY = 1024 * 1024;
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          + "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final WebSettings settings;
  private final Sessions sessions;
  private final long largestFile;

  Guard(WebSettings settings, Sessions sessions, long largestFile) {
    this.settings = settings;
    this.sessions = sessions;
    this.largestFile = largestFile;
  }

  void routes(RoutesConfig routes) {
    Stream.concat(OPEN.stream(), NEEDS_SESSION.stream())
        .forEach(path -> routes.before(path, this::check));
    NEEDS_SESSION.forEach(path -> routes.before(path, this::requireSession));
  }

  private void check(Context context) {
    setHeaders(context);
    if (ConsoleGuard.keeps(context)) {
      return;
    }
    requireOurHost(context);
    if (!HARMLESS.contains(context.method())) {
      requireOurPage(context);
      if (context.path().equals(UploadRoutes.PATH)) {
        requireFile(context);
      } else {
        requireSmallBody(context);
      }
    }
  }

  private static void setHeaders(Context context) {
    context
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }

  /** Against DNS rebinding: a foreign page may point its name at our address, but not ours. */
  private void requireOurHost(Context context) {
    String host = Optional.ofNullable(context.header("Host")).orElse("");
    String name = host.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT);
    if (!settings.hosts().contains(name)) {
      throw new RequestRefusedException(
          HttpStatus.MISDIRECTED_REQUEST,
          "This address is not one that Deskhand answers under. Use "
              + settings.base()
              + ", or have the administrator add it to the host names.");
    }
  }

  /**
   * Browsers send {@code Sec-Fetch-Site} to trustworthy origins only (Fetch Metadata, 2), so on
   * plain HTTP the {@code Origin} has to speak; it is {@code null} where the referrer is withheld.
   */
  private void requireOurPage(Context context) {
    Optional<String> site = Optional.ofNullable(context.header("Sec-Fetch-Site"));
    Optional<String> origin = Optional.ofNullable(context.header("Origin"));
    boolean siteIsOurs = site.filter("same-origin"::equals).isPresent();
    boolean originIsOurs = origin.filter(from -> isOurs(from, context)).isPresent();
    boolean withheld = siteIsOurs && origin.filter(from -> !from.equals("null")).isEmpty();
    boolean unsaid = originIsOurs && site.isEmpty();
    if (!(siteIsOurs && originIsOurs) && !withheld && !unsaid) {
      throw new RequestRefusedException(
          HttpStatus.FORBIDDEN,
          "This request did not come from Deskhand's own page. Open "
              + settings.base()
              + " and try it there.");
    }
  }

  /** A proxy may speak TLS for us, so the scheme is the one that people see. */
  private boolean isOurs(String origin, Context context) {
    String ours = settings.base().getScheme() + "://" + context.header("Host");
    return origin.equalsIgnoreCase(ours);
  }

  private void requireFile(Context context) {
    requireLength(context);
    if (context.req().getContentLengthLong() > largestFile) {
      throw UploadRoutes.tooLarge(largestFile);
    }
  }

  private static void requireLength(Context context) {
    if (context.header("Transfer-Encoding") != null) {
      throw new RequestRefusedException(
          HttpStatus.LENGTH_REQUIRED, "The request does not say how long it is.");
    }
  }

  static void requireSmallBody(Context context) {
    requireLength(context);
    if (context.req().getContentLengthLong() > MAX_BODY) {
      throw new RequestRefusedException(
          HttpStatus.CONTENT_TOO_LARGE, "That is more than 1 MiB. Send less at once.");
    }
  }

  private void requireSession(Context context) {
    if (!ConsoleGuard.keeps(context) && sessions.pass(context).isEmpty()) {
      throw new RequestRefusedException(
          HttpStatus.UNAUTHORIZED,
          "You are not signed in, or no longer. Sign in, or ask for a login link and open it.");
    }
  }
}
