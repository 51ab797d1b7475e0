package dev.deskhand.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An installed Chromium, headless. A test that starts one is skipped where none is installed; with
 * {@code DESKHAND_REQUIRE_PEERS=1} it fails.
 */
final class Chromium implements AutoCloseable {
  private static final boolean REQUIRED = "1".equals(System.getenv("DESKHAND_REQUIRE_PEERS"));
  private static final List<Path> PROGRAMS =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final Path AXE_FOLDER =
      Path.of(System.getProperty("user.home"), ".cache/deskhand/axe-core");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final int MOST_TABS = 60;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium start() {
    Optional<Path> program = PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    assumeTrue(
        REQUIRED || program.isPresent(),
        "The chat page was not tried in a browser: install one with 'apt-get install chromium'.");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program.orElseThrow())
                    .setArgs(FLAGS)));
  }

  /** Somebody's own cookies and windows. */
  BrowserContext context(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(10_000);
    return context;
  }

  static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve(name + ".png"))
            .setFullPage(name.startsWith("door-")));
  }

  /** What axe finds wrong with a page is nothing, and it is no wider than the window. */
  static void look(Page page, String name) {
    shoot(page, name);
    page.evaluate(axe());
    Object found =
        page.evaluate(
            "async () => (await axe.run()).violations.map(it => it.id + ': '"
                + " + it.nodes.map(node => node.html).join(' | '))");
    assertThat((List<?>) found).as(name).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as(name + " is no wider than the window")
        .isEqualTo(true);
  }

  private static String axe() {
    Path axe = AXE_FOLDER.resolve("package/axe.min.js");
    assumeTrue(
        REQUIRED || Files.exists(axe),
        "The page was not looked at by axe: 'npm pack axe-core' and unpack it in " + AXE_FOLDER);
    try {
      return Files.readString(axe);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Goes on with Tab until this has the focus. */
  static void tabTo(Page page, Locator wanted) {
    for (int presses = 0; presses < MOST_TABS && !isFocused(wanted); presses++) {
      page.keyboard().press("Tab");
    }
    assertThat(wanted).isFocused();
  }

  private static boolean isFocused(Locator it) {
    return (boolean) it.evaluate("it => it === document.activeElement");
  }

  @Override
  public void close() {
    playwright.close();
  }
}
