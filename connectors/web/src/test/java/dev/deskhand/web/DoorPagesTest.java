package dev.deskhand.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Map.entry;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.deskhand.permissions.AuthorityMatrix;
import dev.deskhand.permissions.AuthorityMatrix.Way;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.web.oidc.OidcSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages at the door, with the longest that may stand in them, in a Chromium with axe. */
final class DoorPagesTest {
  private static final String LONG = "<b>w</b>" + "w".repeat(300);
  private static final Destination TICKET = new Destination("/tickets/7?from=a%2Fb&x=1");

  @TempDir private static Path data;
  private static SignedIssuer issuer;
  private static ChatServer server;
  private static Chromium chromium;

  /** How pages are looked at. */
  enum Look {
    WIDE(ColorScheme.LIGHT, 1100),
    WIDE_DARK(ColorScheme.DARK, 1100),
    PHONE(ColorScheme.LIGHT, 390),
    PHONE_DARK(ColorScheme.DARK, 390);

    private final ColorScheme colours;
    private final int width;

    Look(ColorScheme colours, int width) {
      this.colours = colours;
      this.width = width;
    }

    BrowserContext context() {
      return chromium.context(
          new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(colours));
    }
  }

  @BeforeAll
  static void open() {
    chromium = Chromium.start();
    issuer = new SignedIssuer("localhost");
    server =
        ChatServer.startForBrowsers(
            data,
            new OidcSettings(
                "Acme ID",
                issuer.address,
                SignedIssuer.CLIENT,
                SignedIssuer.SECRET,
                Duration.ofHours(8),
                Optional.empty()));
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      server.close();
      issuer.close();
    }
  }

  private static Map<String, String> pages() {
    Pages pages = new Pages();
    return Map.ofEntries(
        entry("sign-in", pages.signIn("Acme ID", Destination.HOME, "")),
        entry("sign-in-first", pages.signIn(LONG, TICKET, "You are not signed in, or no longer.")),
        entry("confirm", pages.confirm(new PersonId("m".repeat(60)), "token")),
        entry("newcomer", pages.newcomer("oidc:" + LONG, "note", TICKET)),
        entry("signed-in", standing(pages.signedIn(TICKET))),
        entry("signed-out", pages.signedOut(LONG, Optional.of(issuer.address))),
        entry("hop", standing(pages.hop(TICKET))),
        entry("offer", pages.offer("token")),
        entry("secret", pages.secret(LONG)),
        entry("notice", pages.notice(new Pages.Notice(LONG, LONG, LONG))),
        entry("authority", pages.authority(matrix())));
  }

  /** A page that goes on by itself would be gone before anybody looks at it. */
  private static String standing(String page) {
    return page.replace("http-equiv=\"refresh\"", "name=\"onward\"");
  }

  private static AuthorityMatrix matrix() {
    List<String> roles = IntStream.range(0, 12).mapToObj(it -> "role-" + it + LONG).toList();
    Way way = new Way("policy-" + LONG, "1 of approver within 4h", LONG, "resource.x == 1");
    TreeMap<String, List<Way>> row = new TreeMap<>(Map.of(roles.getFirst(), List.of(way, way)));
    return new AuthorityMatrix(roles, new TreeMap<>(Map.of(LONG, row)), List.of(way));
  }

  static Stream<Arguments> looks() {
    return pages().keySet().stream()
        .sorted()
        .flatMap(name -> Stream.of(Look.values()).map(look -> Arguments.of(name, look)));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void a_page_has_no_obstacles_and_its_first_control_is_reached_by_keyboard(
      String name, Look look) {
    String policy =
        server.get("/login", "").headers().firstValue("Content-Security-Policy").orElseThrow();
    try (BrowserContext context = look.context()) {
      Page page = context.newPage();
      page.route(
          server.base + "/shown",
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("text/html; charset=utf-8")
                      .setHeaders(Map.of("Content-Security-Policy", policy))
                      .setBody(pages().get(name))));
      page.navigate(server.base + "/shown");

      Chromium.look(page, "door-" + name + "-" + look);

      Locator controls =
          page.locator("main :is(a[href], button, summary, input:not([type=hidden]))");
      Chromium.tabTo(page, controls.first());
    }
  }

  @Test
  void whoever_follows_a_link_on_another_site_signs_in_at_the_issuer_and_gets_where_it_leads() {
    URI wanted = server.base.resolve(TICKET.address());
    try (BrowserContext context = Look.WIDE.context()) {
      Page page = context.newPage();
      page.route(
          "http://elsewhere.example/",
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("text/html")
                      .setBody(
                          "<a href=\"%s\">My ticket</a>"
                              .formatted(wanted.toString().replace("&", "&amp;")))));
      page.navigate("http://elsewhere.example/");
      page.getByText("My ticket").click();
      assertThat(page).hasURL(wanted.toString());

      Locator button = page.getByText("Sign in with Acme ID");
      Chromium.tabTo(page, button);
      page.keyboard().press("Enter");
      page.getByText("Continue as mia").click();

      assertThat(page.getByRole(AriaRole.HEADING)).hasText("Ticket 7");
      assertThat(page).hasURL(wanted.toString());
      page.navigate("http://elsewhere.example/");
      page.getByText("My ticket").click();
      assertThat(page.getByRole(AriaRole.HEADING)).hasText("Ticket 7");
    }
  }
}
