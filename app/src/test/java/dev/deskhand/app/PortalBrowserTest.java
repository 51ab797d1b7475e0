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
import dev.deskhand.permissions.PersonId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portal in an installed Chromium, headless, and what axe finds wrong with it: nothing. */
final class PortalBrowserTest {
  private static final List<Path> CHROMIUMS =
      Stream.of("chromium", "chromium-browser", "google-chrome")
          .map(name -> Path.of("/usr/bin").resolve(name))
          .toList();
  private static final Path AXE_FOLDER =
      Path.of(System.getProperty("user.home"), ".cache/deskhand/axe-core");
  private static final Path AXE = AXE_FOLDER.resolve("package/axe.min.js");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Pattern TICKET = Pattern.compile("builtin-(\\d+)");
  private static final int PHONE = 360;
  private static final int MOST_TABS = 60;

  @TempDir private static Path data;
  private static Demo demo;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void launch() {
    boolean required = "1".equals(System.getenv("DESKHAND_REQUIRE_PEERS"));
    Optional<Path> chromium = CHROMIUMS.stream().filter(Files::isExecutable).findFirst();
    assumeTrue(
        required || chromium.isPresent(),
        "The portal was not tried in a browser: install one with 'apt-get install chromium'.");
    assumeTrue(
        required || Files.exists(AXE),
        "The portal was not looked at by axe: 'npm pack axe-core' and unpack it in " + AXE_FOLDER);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow())
                    .setArgs(List.of("--no-sandbox", "--disable-quic", "--no-first-run")));
    demo = Demo.start(0, Shipped.lendModels(data), Equipping.catalogue(data));
  }

  @AfterAll
  static void quit() {
    if (playwright != null) {
      playwright.close();
      demo.close();
      Shipped.keepModels(data);
    }
  }

  private BrowserContext context(ColorScheme colours, int width) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 800)
                .setColorScheme(colours)
                .setBypassCSP(false));
    context.setDefaultTimeout(15_000);
    return context;
  }

  private Page watched(BrowserContext context) {
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

  private Page signedIn(BrowserContext context, String person) {
    Page page = watched(context);
    page.navigate(demo.deskhand().loginLink(new PersonId(person)));
    page.getByRole(AriaRole.BUTTON).click();
    assertThat(page.locator("#connection")).hasText("Connected");
    return page;
  }

  private static void open(Page page, String path) {
    page.navigate(demo.deskhand().address().resolve(path).toString());
  }

  /** Takes a picture, and lets axe look at the page; our own policy lets no script of others in. */
  private void look(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve("portal-" + name + ".png"))
            .setFullPage(true));
    page.evaluate(script());
    Object found =
        page.evaluate(
            "async () => (await axe.run()).violations.map(it => it.id + ': '"
                + " + it.nodes.map(node => node.html).join(' | '))");
    assertThat((List<?>) found).as(name).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as(name + " is no wider than the window")
        .isEqualTo(true);
  }

  private static String script() {
    try {
      return Files.readString(AXE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private void whole(ColorScheme colours, int width, String name, String person) {
    try (BrowserContext context = context(colours, width);
        BrowserContext other = context(colours, width)) {
      Page page = signedIn(context, person);
      open(page, "/catalogue");
      look(page, name + "-catalogue");
      open(page, "/catalogue/access-for-a-while");
      look(page, name + "-form");

      page.getByLabel("Which group?").fill("vpn");
      page.getByLabel("For how long, such as 4h?").fill("a while");
      button(page, "Request it").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Some of it does not fit yet");
      assertThat(page.getByLabel("Which group?")).hasValue("vpn");
      look(page, name + "-unfit");

      page.getByLabel("For how long, such as 4h?").fill("4h");
      page.keyboard().press("Enter");
      assertThat(page.locator("#live")).containsText("Waiting for people");
      look(page, name + "-request");

      Page approvals = signedIn(other, "grace");
      open(approvals, "/approvals");
      look(approvals, name + "-approvals");
      button(approvals, "Approve").first().click();

      assertThat(page.locator("#live")).not().containsText("Waiting for people");
      open(page, "/requests");
      look(page, name + "-requests");
    }
  }

  /** From the link to the ticket, by keyboard alone. */
  private void everyday(ColorScheme colours, int width, String name, String person) {
    try (BrowserContext context = context(colours, width)) {
      Page page = watched(context);
      open(page, "/");
      look(page, name + "-signed-out");
      page.navigate(demo.deskhand().loginLink(new PersonId(person)));
      look(page, name + "-login");
      page.getByRole(AriaRole.BUTTON).focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("#connection")).hasText("Connected");
      look(page, name + "-chat");

      page.getByLabel("Message to Deskhand").focus();
      page.keyboard().type("open-ticket The chair squeaks");
      page.keyboard().press("Enter");
      Locator told = page.getByText("Your ticket is");
      assertThat(told).isVisible();
      page.getByLabel("Message to Deskhand").focus();
      page.keyboard().type("VPN says authentication failed");
      page.keyboard().press("Enter");
      Locator choice = button(page, "It connects, and drops again");
      assertThat(choice).isVisible();
      look(page, name + "-question");
      choice.focus();
      page.keyboard().press("Enter");
      assertThat(choice).hasCount(0);
      look(page, name + "-answered");

      Matcher ticket = TICKET.matcher(told.innerText());
      assertThat(ticket.find()).isTrue();
      open(page, "/tickets/" + ticket.group(1));
      assertThat(page.locator("main")).containsText("The chair squeaks");
      look(page, name + "-ticket");
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void the_chat_page_and_a_ticket_by_keyboard_on_a_wide_screen() {
    everyday(ColorScheme.LIGHT, 1100, "light", "elena");
  }

  @Test
  void the_chat_page_and_a_ticket_by_keyboard_on_a_telephone_in_the_dark() {
    everyday(ColorScheme.DARK, PHONE, "phone-dark", "grace");
  }

  @Test
  void a_request_from_the_catalogue_to_an_approval_on_a_wide_screen() {
    whole(ColorScheme.LIGHT, 1100, "light", "ada");

    assertThat(complaints).allMatch(it -> it.contains("422"));
  }

  @Test
  void the_same_on_a_telephone_in_the_dark() {
    whole(ColorScheme.DARK, PHONE, "phone-dark", "bob");
  }

  private void pictured(ColorScheme colours, int width, String name, String person) {
    try (BrowserContext context = context(colours, width)) {
      Page page = signedIn(context, person);
      page.getByLabel("Message to Deskhand").fill("the wlan does not work");
      page.keyboard().press("Enter");
      button(page, "In the office").click();
      assertThat(page.getByText("In which room")).isVisible();
      page.getByLabel("Message to Deskhand").fill("third floor");
      page.keyboard().press("Enter");
      button(page, "Nobody is around").click();
      Locator picture = page.locator(".exhibit img");
      picture.scrollIntoViewIfNeeded();
      page.waitForCondition(
          () -> (boolean) picture.evaluate("it => it.complete && it.naturalWidth === 640"));
      look(page, name + "-picture");
      button(page, "Talk to a person").last().click();
    }
  }

  private void asked(ColorScheme colours, int width, String name, String person) {
    try (BrowserContext context = context(colours, width)) {
      Page page = signedIn(context, person);
      open(page, "/catalogue/equip-a-desk");
      button(page, "Request it").click();
      Locator link = page.getByText("What you need: fill in the form");
      assertThat(link).isVisible();
      look(page, name + "-asked");
      link.focus();
      page.keyboard().press("Enter");
      page.getByLabel("How many chairs?").fill("many");
      look(page, name + "-asked-form");
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Some of it does not fit yet");
      look(page, name + "-asked-unfit");

      page.getByLabel("Which screen?").focus();
      page.keyboard().type("large");
      page.getByLabel("How many chairs?").fill("2");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");

      assertThat(page.locator("#live")).containsText("What you need – done");
      assertThat(page.getByText("What you need: fill in the form")).hasCount(0);
      button(page, "Cancel it").click();
      assertThat(page.locator("#live")).containsText("Cancelled");
    }
  }

  @Test
  void a_picture_of_a_tree_stands_in_the_conversation_on_a_wide_screen() {
    pictured(ColorScheme.LIGHT, 1100, "light", "ada");
  }

  @Test
  void a_picture_of_a_tree_fits_a_telephone_in_the_dark() {
    pictured(ColorScheme.DARK, PHONE, "phone-dark", "bob");
  }

  @Test
  void what_a_run_asks_is_answered_by_keyboard_on_a_wide_screen() {
    asked(ColorScheme.LIGHT, 1100, "light", "ada");
  }

  @Test
  void what_a_run_asks_is_answered_on_a_telephone_in_the_dark() {
    asked(ColorScheme.DARK, PHONE, "phone-dark", "bob");
  }

  @Test
  void a_link_on_another_site_leads_to_the_form_of_whoever_is_signed_in() {
    try (BrowserContext context = context(ColorScheme.LIGHT, 1100)) {
      Page page = signedIn(context, "ada");
      String there = demo.deskhand().address().resolve("/catalogue/order-software").toString();
      page.route(
          "http://elsewhere.example/",
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("text/html")
                      .setBody("<a href=\"" + there + "\">Order software</a>")));
      page.navigate("http://elsewhere.example/");

      page.getByText("Order software").click();

      assertThat(page.getByLabel("Which program do you need?")).isVisible();
    }
  }

  private static boolean isFocused(Locator it) {
    return (boolean) it.evaluate("it => it === document.activeElement");
  }

  /** Goes on with Tab until this has the focus. */
  private static void tabTo(Page page, Locator wanted) {
    assertThat(wanted).hasCount(1);
    for (int presses = 0; presses < MOST_TABS && !isFocused(wanted); presses++) {
      page.keyboard().press("Tab");
    }
    assertThat(wanted).isFocused();
  }

  /** Asks for access by the form. */
  private Page requested(BrowserContext context, String person) {
    Page page = signedIn(context, person);
    open(page, "/catalogue/access-for-a-while");
    page.getByLabel("Which group?").fill("vpn");
    page.getByLabel("For how long, such as 4h?").fill("2h");
    page.keyboard().press("Enter");
    assertThat(page.locator("#live")).containsText("Waiting for people");
    return page;
  }

  private void approved(ColorScheme colours, int width, String name, List<String> requesters) {
    try (BrowserContext first = context(colours, width);
        BrowserContext second = context(colours, width);
        BrowserContext approver = context(colours, width)) {
      List<Page> requests =
          List.of(requested(first, requesters.getFirst()), requested(second, requesters.getLast()));
      Page page = signedIn(approver, "grace");
      tabTo(page, link(page, "Catalogue"));
      page.keyboard().press("Enter");
      tabTo(page, link(page, "My approvals"));
      page.keyboard().press("Enter");
      assertThat(page.locator(".cards > li")).hasCount(2);

      for (String key : List.of("Enter", "Space")) {
        Locator card = page.locator(".cards > li").first();
        String asked = card.locator(".takes").innerText();
        assertThat(card).containsText("Exactly this will run");
        assertThat(card).containsText("vpn");
        int left = page.locator(".cards > li").count() - 1;
        tabTo(page, card.getByText("Approve", new Locator.GetByTextOptions().setExact(true)));
        page.keyboard().press(key);

        Locator told = page.getByRole(AriaRole.STATUS);
        assertThat(told).isFocused();
        assertThat(told).containsText("Thank you, noted: ");
        assertThat(asked).startsWith(told.innerText().replaceAll(".*, (asked by \\w+)\\.", "$1"));
        assertThat(page.locator(".cards > li")).hasCount(left);
        look(page, name + "-approved-" + left);
      }
      assertThat(page.locator("main")).containsText("Nothing waits for you.");
      assertThat(button(page, "Approve")).hasCount(0);
      for (Page request : requests) {
        assertThat(request.locator("#live")).not().containsText("Waiting for people");
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void an_approval_is_read_and_given_by_keyboard_on_a_wide_screen() {
    approved(ColorScheme.LIGHT, 1100, "light", List.of("ada", "elena"));
  }

  @Test
  void an_approval_is_read_and_given_by_keyboard_on_a_telephone_in_the_dark() {
    approved(ColorScheme.DARK, PHONE, "phone-dark", List.of("bob", "elena"));
  }

  @Test
  void the_keyboard_is_enough() {
    try (BrowserContext context = context(ColorScheme.DARK, 1100)) {
      Page page = signedIn(context, "ada");
      open(page, "/catalogue");
      look(page, "dark-catalogue");
      page.keyboard().press("Tab");
      assertThat(page.getByText("Skip to the content")).isFocused();
      page.getByLabel("Search the catalogue").focus();
      page.keyboard().type("larger mailbox");
      page.keyboard().press("Enter");
      assertThat(page.locator(".cards li")).hasCount(1);
      page.locator(".cards a").focus();
      page.keyboard().press("Enter");
      page.getByLabel("How large should it be, in gigabytes?").focus();
      page.keyboard().press("2");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      assertThat(page.locator("#live")).containsText("Succeeded");
      look(page, "dark-succeeded");
    }
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  private static void says(Page page, String text) {
    int before = page.locator(".message.bot").count();
    page.locator("#text").fill(text);
    page.keyboard().press("Enter");
    assertThat(page.locator(".message.bot").nth(before)).isVisible();
  }

  /** Somebody is not understood, picks a tree from the catalogue, and somebody else looks at it. */
  private void learning(
      ColorScheme colours, int width, String name, String person, String sentence) {
    try (BrowserContext context = context(colours, width);
        BrowserContext other = context(colours, width)) {
      Page page = signedIn(context, person);
      says(page, sentence);
      open(page, "/catalogue?words=intranet");
      page.locator(".cards a").first().click();
      button(page, "Request it").click();
      assertThat(page.locator("#connection")).hasText("Connected");
      assertThat(page.locator(".choices").last()).isVisible();

      Page reviewer = signedIn(other, "elena");
      open(reviewer, "/teaching");
      look(reviewer, name + "-teaching");
      link(reviewer, sentence).focus();
      reviewer.keyboard().press("Enter");
      assertThat(reviewer.getByLabel("What it means")).hasValue("website-down");
      look(reviewer, name + "-hint");
      reviewer.getByLabel("The example").fill("  ");
      button(reviewer, "Show what it would change").press("Enter");
      assertThat(reviewer.getByRole(AriaRole.ALERT)).containsText("from 1 to 500 characters");
      look(reviewer, name + "-hint-unfit");
      reviewer.getByLabel("The example").fill(sentence);
      button(reviewer, "Show what it would change").press("Enter");
      assertThat(reviewer.locator(".difference")).containsText("+      - " + sentence);
      assertThat(reviewer.locator("main")).containsText("all intents");
      look(reviewer, name + "-trial");
      button(reviewer, "Yes, learn it").press("Enter");
      assertThat(reviewer.locator("main")).containsText("It is written");

      open(reviewer, "/sentences");
      look(reviewer, name + "-sentences");
      link(reviewer, sentence).click();
      assertThat(reviewer.locator("main")).containsText("The catalogue has changed since");
      assertThat(reviewer.locator("main")).containsText("website-down");
      look(reviewer, name + "-why");
    }
  }

  @Test
  void a_sentence_is_learnt_and_explained_on_a_wide_screen() {
    learning(ColorScheme.LIGHT, 1100, "light", "bob", "grumblewick xyzzy plugh");

    assertThat(complaints).allMatch(it -> it.contains("422"));
  }

  @Test
  void the_same_is_learnt_on_a_telephone_in_the_dark() {
    learning(ColorScheme.DARK, PHONE, "phone-dark", "ada", "snorkelbast frotz gnusto");
  }
}
