package dev.deskhand.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.offer.OfferSeal;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.web.LoginKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * An installed Chromium, headless, on the portal of the practice company, with axe beside it. A
 * test that opens one is skipped where they are not installed.
 */
final class PortalBrowser implements AutoCloseable {
  static final int PHONE = 360;
  private static final List<Path> CHROMIUMS =
      Stream.of("chromium", "chromium-browser", "google-chrome")
          .map(name -> Path.of("/usr/bin").resolve(name))
          .toList();
  private static final Path AXE_FOLDER =
      Path.of(System.getProperty("user.home"), ".cache/deskhand/axe-core");
  private static final Path AXE = AXE_FOLDER.resolve("package/axe.min.js");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final int MOST_TABS = 60;

  /** What pages wrote on the browser's console. */
  final List<String> complaints = new CopyOnWriteArrayList<>();

  private final Path data;
  private final Playwright playwright;
  private final Browser browser;
  private final Demo demo;

  private PortalBrowser(Path data, Playwright playwright, Browser browser) {
    this.data = data;
    this.playwright = playwright;
    this.browser = browser;
    this.demo = Demo.start(0, Shipped.lendModels(data), Equipping.catalogue(data));
  }

  static PortalBrowser open(Path data) {
    boolean required = "1".equals(System.getenv("DESKHAND_REQUIRE_PEERS"));
    Optional<Path> chromium = CHROMIUMS.stream().filter(Files::isExecutable).findFirst();
    assumeTrue(
        required || chromium.isPresent(),
        "The portal was not tried in a browser: install one with 'apt-get install chromium'.");
    assumeTrue(
        required || Files.exists(AXE),
        "The portal was not looked at by axe: 'npm pack axe-core' and unpack it in " + AXE_FOLDER);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow())
                    .setArgs(List.of("--no-sandbox", "--disable-quic", "--no-first-run")));
    return new PortalBrowser(data, playwright, browser);
  }

  @Override
  public void close() {
    playwright.close();
    demo.close();
    Shipped.keepModels(data);
  }

  BrowserContext context(ColorScheme colours, int width) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 800)
                .setColorScheme(colours)
                .setBypassCSP(false));
    context.setDefaultTimeout(15_000);
    return context;
  }

  Page watched(BrowserContext context) {
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  /** A link that signs somebody in, once. */
  String loginLink(String person) {
    return demo.deskhand().loginLink(new PersonId(person));
  }

  Page signedIn(BrowserContext context, String person) {
    Page page = watched(context);
    page.navigate(loginLink(person));
    page.getByRole(AriaRole.BUTTON).click();
    assertThat(page.locator("#connection")).hasText("Connected");
    return page;
  }

  String at(String path) {
    return demo.deskhand().address().resolve(path).toString();
  }

  void open(Page page, String path) {
    page.navigate(at(path));
  }

  /** Takes a picture, and lets axe look at the page; our own policy lets no script of others in. */
  void look(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve("portal-" + name + ".png"))
            .setFullPage(true));
    page.evaluate(text(AXE));
    Object found =
        page.evaluate(
            "async () => (await axe.run()).violations.map(it => it.id + ': '"
                + " + it.nodes.map(node => node.html).join(' | '))");
    assertThat((List<?>) found).as(name).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as(name + " is no wider than the window")
        .isEqualTo(true);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Follows a link that stands on a page of another site. */
  static void follow(Page page, String address) {
    page.route(
        "http://elsewhere.example/",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody("<a href=\"" + address + "\">Go there</a>")));
    page.navigate("http://elsewhere.example/");
    page.getByText("Go there").click();
  }

  /** A link to a larger mailbox whose size nobody can change, as it may be put on any page. */
  String signedLink() {
    String text = text(data.resolve("offers/larger-mailbox.offer.yaml"));
    String edition = ContentVersion.of(text).sha256().substring(0, 12);
    String token =
        new OfferSeal(TenantId.DEFAULT, LoginKey.in(data)::sign, InstantSource.system())
            .token(
                new OfferSeal.Reference(
                    new OfferName("larger-mailbox"),
                    edition,
                    Map.of("gigabytes", "20"),
                    Optional.empty()));
    return at("/catalogue/larger-mailbox?o=" + token);
  }

  static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  /** Goes on with Tab until this has the focus. */
  static void tabTo(Page page, Locator wanted) {
    assertThat(wanted).hasCount(1);
    for (int presses = 0; presses < MOST_TABS && !isFocused(wanted); presses++) {
      page.keyboard().press("Tab");
    }
    assertThat(wanted).isFocused();
  }

  private static boolean isFocused(Locator it) {
    return (boolean) it.evaluate("it => it === document.activeElement");
  }

  /** Asks for access by the form. */
  Page requested(BrowserContext context, String person) {
    Page page = signedIn(context, person);
    open(page, "/catalogue/access-for-a-while");
    page.getByLabel("Which group?").fill("vpn");
    page.getByLabel("For how long, such as 4h?").fill("2h");
    page.keyboard().press("Enter");
    assertThat(page.locator("#live")).containsText("Waiting for people");
    return page;
  }
}
