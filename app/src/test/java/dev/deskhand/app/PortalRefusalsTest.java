package dev.deskhand.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.deskhand.app.PortalBrowser.button;
import static dev.deskhand.app.PortalBrowser.link;
import static dev.deskhand.app.PortalBrowser.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the portal says besides yes, and to whom it does not know yet, in a Chromium with axe. */
final class PortalRefusalsTest {
  private static final List<Refused> REFUSED =
      List.of(
          new Refused("/authority", 403, "those who may read evidence"),
          new Refused("/sentences", 403, "those who read evidence"),
          new Refused("/trees", 403, "those who read evidence"),
          new Refused("/requests/r-none", 404, "none of yours"),
          new Refused("/requests/r-none/form?step=x", 404, "none of yours"),
          new Refused("/catalogue/no-such-thing", 404, "not offered any more"),
          new Refused("/catalogue/larger-mailbox?o=forged", 400, "altered since"),
          new Refused("/secrets/none", 404, "There is nothing here for you"),
          new Refused("/login?token=forged", 401, "This is not a login link"));

  @TempDir private static Path data;
  private static PortalBrowser browser;

  /** A page that ada is not shown. */
  private record Refused(String path, int status, String words) {}

  /** How a page is looked at, and by whom, so that nobody's requests meet. */
  enum Look {
    WIDE(ColorScheme.LIGHT, 1100, "ada", "bob"),
    PHONE_DARK(ColorScheme.DARK, PortalBrowser.PHONE, "bob", "elena");

    private final ColorScheme colours;
    private final int width;
    private final String one;
    private final String other;

    Look(ColorScheme colours, int width, String one, String other) {
      this.colours = colours;
      this.width = width;
      this.one = one;
      this.other = other;
    }

    BrowserContext context() {
      return browser.context(colours, width);
    }

    void at(Page page, String name) {
      browser.look(page, "refusals-" + name() + "-" + name);
    }
  }

  @BeforeAll
  static void launch() {
    browser = PortalBrowser.open(data);
  }

  @AfterAll
  static void quit() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void forget() {
    browser.complaints.clear();
  }

  private static void onlyOf(String... statuses) {
    assertThat(browser.complaints)
        .allMatch(it -> List.of(statuses).stream().anyMatch(it::contains));
  }

  @ParameterizedTest
  @EnumSource
  void a_refusal_says_why_and_leads_on_by_keyboard(Look look) {
    try (BrowserContext context = look.context()) {
      Page page = browser.signedIn(context, "ada");
      for (Refused refused : REFUSED) {
        Response answer = page.navigate(browser.at(refused.path()));

        assertThat(answer.status()).as(refused.path()).isEqualTo(refused.status());
        assertThat(page.locator("main")).containsText(refused.words());
        look.at(page, refused.path().replaceAll("\\W+", "-"));
        tabTo(page, link(page, "Go to the conversation"));
      }
    }
    onlyOf("400", "401", "403", "404");
  }

  @ParameterizedTest
  @EnumSource
  void a_signed_link_on_another_site_leads_whoever_is_signed_out_to_its_form(Look look) {
    String address = browser.signedLink();
    try (BrowserContext context = look.context()) {
      Page page = browser.watched(context);
      PortalBrowser.follow(page, address);
      assertThat(page.getByRole(AriaRole.HEADING)).hasText("Sign in with a link");
      assertThat(page.locator("main")).containsText("you get to the page that you wanted");
      assertThat(page).hasURL(address);
      look.at(page, "signed-link-signed-out");

      page.navigate(browser.loginLink(look.one));
      page.getByRole(AriaRole.BUTTON).focus();
      page.keyboard().press("Enter");

      assertThat(page).hasURL(address);
      assertThat(page.locator("form dd")).hasText("20");
      look.at(page, "signed-link");
      tabTo(page, button(page, "Request it"));
      page.keyboard().press("Enter");
      assertThat(page.locator("#live")).isVisible();
      assertThat(page.locator("main")).containsText("20");
      look.at(page, "signed-link-requested");

      PortalBrowser.follow(page, address);
      assertThat(page.locator("form dd")).hasText("20");
    }
    onlyOf("401");
  }

  @ParameterizedTest
  @EnumSource
  void who_may_start_what_is_read_by_keyboard(Look look) {
    try (BrowserContext context = look.context()) {
      Page page = browser.signedIn(context, "elena");
      browser.open(page, "/authority");
      look.at(page, "authority");
      Locator cell = page.locator("summary").first();

      tabTo(page, cell);
      page.keyboard().press("Enter");

      assertThat(page.locator("details[open] p").first()).isVisible();
      look.at(page, "authority-read");
    }
    onlyOf();
  }

  private static Locator alert(Page page) {
    Locator alert = page.getByRole(AriaRole.ALERT);
    assertThat(alert).isFocused();
    return alert;
  }

  private static Locator noted(Page page) {
    Locator noted = page.getByRole(AriaRole.STATUS);
    assertThat(noted).isFocused();
    return noted;
  }

  private static Locator cards(Page page) {
    return page.locator(".cards > li");
  }

  private static void press(Page page, String name, String key) {
    tabTo(page, button(page, name).first());
    page.keyboard().press(key);
  }

  private static void write(Page page, String words) {
    tabTo(page, page.getByLabel("What has to be different, or why not").first());
    page.keyboard().type(words);
  }

  @ParameterizedTest
  @EnumSource
  void somebody_asks_for_another_plan_and_declines_the_next_by_keyboard(Look look) {
    try (BrowserContext first = look.context();
        BrowserContext second = look.context();
        BrowserContext approver = look.context()) {
      List<Page> requests =
          List.of(browser.requested(first, look.one), browser.requested(second, look.other));
      Page page = browser.signedIn(approver, "grace");
      browser.open(page, "/approvals");
      assertThat(cards(page)).hasCount(2);

      page.evaluate("document.querySelector('.cards input[name=digest]').value = 'of before'");
      press(page, "Approve", "Enter");
      assertThat(alert(page)).hasText("That was another plan. This is what waits now.");
      assertThat(cards(page)).hasCount(2);
      look.at(page, "plan-has-changed");

      press(page, "Ask for another plan", "Enter");
      assertThat(alert(page)).hasText("Say what has to be different.");
      look.at(page, "another-plan-without-which");

      write(page, "Two hours are enough.");
      press(page, "Ask for another plan", "Space");
      assertThat(noted(page)).containsText("Thank you, noted: ");
      assertThat(cards(page)).hasCount(1);
      look.at(page, "another-plan");

      write(page, "Not this week. " + "x".repeat(200));
      press(page, "Decline", "Enter");
      assertThat(noted(page)).containsText("Thank you, noted: ");
      assertThat(page.locator("main")).containsText("Nothing waits for you.");
      look.at(page, "declined");

      for (Page request : requests) {
        assertThat(request.locator("#live")).containsText("Refused");
        look.at(request, "refused-request");
      }
    }
    onlyOf("409", "422");
  }
}
