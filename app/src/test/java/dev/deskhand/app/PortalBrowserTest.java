package dev.deskhand.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.deskhand.app.PortalBrowser.PHONE;
import static dev.deskhand.app.PortalBrowser.button;
import static dev.deskhand.app.PortalBrowser.link;
import static dev.deskhand.app.PortalBrowser.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portal in an installed Chromium, headless, and what axe finds wrong with it: nothing. */
final class PortalBrowserTest {
  private static final Pattern TICKET = Pattern.compile("builtin-(\\d+)");

  @TempDir private static Path data;
  private static PortalBrowser browser;

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

  private void whole(ColorScheme colours, int width, String name, String person) {
    try (BrowserContext context = browser.context(colours, width);
        BrowserContext other = browser.context(colours, width)) {
      Page page = browser.signedIn(context, person);
      browser.open(page, "/catalogue");
      browser.look(page, name + "-catalogue");
      browser.open(page, "/catalogue/access-for-a-while");
      browser.look(page, name + "-form");

      page.getByLabel("Which group?").fill("vpn");
      page.getByLabel("For how long, such as 4h?").fill("a while");
      button(page, "Request it").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Some of it does not fit yet");
      assertThat(page.getByLabel("Which group?")).hasValue("vpn");
      browser.look(page, name + "-unfit");

      page.getByLabel("For how long, such as 4h?").fill("4h");
      page.keyboard().press("Enter");
      assertThat(page.locator("#live")).containsText("Waiting for people");
      browser.look(page, name + "-request");

      Page approvals = browser.signedIn(other, "grace");
      browser.open(approvals, "/approvals");
      browser.look(approvals, name + "-approvals");
      button(approvals, "Approve").first().click();

      assertThat(page.locator("#live")).not().containsText("Waiting for people");
      browser.open(page, "/requests");
      browser.look(page, name + "-requests");
    }
  }

  /** From the link to the ticket, by keyboard alone. */
  private void everyday(ColorScheme colours, int width, String name, String person) {
    try (BrowserContext context = browser.context(colours, width)) {
      Page page = browser.watched(context);
      browser.open(page, "/");
      browser.look(page, name + "-signed-out");
      page.navigate(browser.loginLink(person));
      browser.look(page, name + "-login");
      page.getByRole(AriaRole.BUTTON).focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("#connection")).hasText("Connected");
      browser.look(page, name + "-chat");

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
      browser.look(page, name + "-question");
      choice.focus();
      page.keyboard().press("Enter");
      assertThat(choice).hasCount(0);
      browser.look(page, name + "-answered");

      Matcher ticket = TICKET.matcher(told.innerText());
      assertThat(ticket.find()).isTrue();
      browser.open(page, "/tickets/" + ticket.group(1));
      assertThat(page.locator("main")).containsText("The chair squeaks");
      browser.look(page, name + "-ticket");
    }
    assertThat(browser.complaints).isEmpty();
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

    assertThat(browser.complaints).allMatch(it -> it.contains("422"));
  }

  @Test
  void the_same_on_a_telephone_in_the_dark() {
    whole(ColorScheme.DARK, PHONE, "phone-dark", "bob");
  }

  private void pictured(ColorScheme colours, int width, String name, String person) {
    try (BrowserContext context = browser.context(colours, width)) {
      Page page = browser.signedIn(context, person);
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
      browser.look(page, name + "-picture");
      button(page, "Talk to a person").last().click();
    }
  }

  private void asked(ColorScheme colours, int width, String name, String person) {
    try (BrowserContext context = browser.context(colours, width)) {
      Page page = browser.signedIn(context, person);
      browser.open(page, "/catalogue/equip-a-desk");
      button(page, "Request it").click();
      Locator link = page.getByText("What you need: fill in the form");
      assertThat(link).isVisible();
      browser.look(page, name + "-asked");
      link.focus();
      page.keyboard().press("Enter");
      page.getByLabel("How many chairs?").fill("many");
      browser.look(page, name + "-asked-form");
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Some of it does not fit yet");
      browser.look(page, name + "-asked-unfit");

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
    try (BrowserContext context = browser.context(ColorScheme.LIGHT, 1100)) {
      Page page = browser.signedIn(context, "ada");

      PortalBrowser.follow(page, browser.at("/catalogue/order-software"));

      assertThat(page.getByLabel("Which program do you need?")).isVisible();
    }
  }

  private void approved(ColorScheme colours, int width, String name, List<String> requesters) {
    try (BrowserContext first = browser.context(colours, width);
        BrowserContext second = browser.context(colours, width);
        BrowserContext approver = browser.context(colours, width)) {
      List<Page> requests =
          List.of(
              browser.requested(first, requesters.getFirst()),
              browser.requested(second, requesters.getLast()));
      Page page = browser.signedIn(approver, "grace");
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
        browser.look(page, name + "-approved-" + left);
      }
      assertThat(page.locator("main")).containsText("Nothing waits for you.");
      assertThat(button(page, "Approve")).hasCount(0);
      for (Page request : requests) {
        assertThat(request.locator("#live")).not().containsText("Waiting for people");
      }
    }
    assertThat(browser.complaints).isEmpty();
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
    try (BrowserContext context = browser.context(ColorScheme.DARK, 1100)) {
      Page page = browser.signedIn(context, "ada");
      browser.open(page, "/catalogue");
      browser.look(page, "dark-catalogue");
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
      browser.look(page, "dark-succeeded");
    }
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
    try (BrowserContext context = browser.context(colours, width);
        BrowserContext other = browser.context(colours, width)) {
      Page page = browser.signedIn(context, person);
      says(page, sentence);
      browser.open(page, "/catalogue?words=intranet");
      page.locator(".cards a").first().click();
      button(page, "Request it").click();
      assertThat(page.locator("#connection")).hasText("Connected");
      assertThat(page.locator(".choices").last()).isVisible();

      Page reviewer = browser.signedIn(other, "elena");
      browser.open(reviewer, "/teaching");
      browser.look(reviewer, name + "-teaching");
      link(reviewer, sentence).focus();
      reviewer.keyboard().press("Enter");
      assertThat(reviewer.getByLabel("What it means")).hasValue("website-down");
      browser.look(reviewer, name + "-hint");
      reviewer.getByLabel("The example").fill("  ");
      button(reviewer, "Show what it would change").press("Enter");
      assertThat(reviewer.getByRole(AriaRole.ALERT)).containsText("from 1 to 500 characters");
      browser.look(reviewer, name + "-hint-unfit");
      reviewer.getByLabel("The example").fill(sentence);
      button(reviewer, "Show what it would change").press("Enter");
      assertThat(reviewer.locator(".difference")).containsText("+      - " + sentence);
      assertThat(reviewer.locator("main")).containsText("all intents");
      browser.look(reviewer, name + "-trial");
      button(reviewer, "Yes, learn it").press("Enter");
      assertThat(reviewer.locator("main")).containsText("It is written");

      browser.open(reviewer, "/sentences");
      browser.look(reviewer, name + "-sentences");
      link(reviewer, sentence).click();
      assertThat(reviewer.locator("main")).containsText("The catalogue has changed since");
      assertThat(reviewer.locator("main")).containsText("website-down");
      browser.look(reviewer, name + "-why");
    }
  }

  @Test
  void a_sentence_is_learnt_and_explained_on_a_wide_screen() {
    learning(ColorScheme.LIGHT, 1100, "light", "bob", "grumblewick xyzzy plugh");

    assertThat(browser.complaints).allMatch(it -> it.contains("422"));
  }

  @Test
  void the_same_is_learnt_on_a_telephone_in_the_dark() {
    learning(ColorScheme.DARK, PHONE, "phone-dark", "ada", "snorkelbast frotz gnusto");
  }
}
