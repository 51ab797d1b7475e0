package dev.deskhand.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.deskhand.web.ChatServer.MIA;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.journal.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: an installed Chromium, headless. */
final class BrowserTest {
  private static final String HOSTILE =
      "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>"
          + " **<b>bold</b>** `<i>code</i>` javascript:alert(1)"
          + " https://x.example/\"onmouseover=\"window.hacked=1";

  private static Chromium chromium;

  @TempDir private Path data;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private ChatServer server;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void launch() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void quit() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() {
    server = ChatServer.start(data);
    open(new Browser.NewContextOptions().setViewportSize(1100, 800));
  }

  @AfterEach
  void close() {
    context.close();
    server.close();
  }

  @Test
  void somebody_signs_in_talks_presses_a_button_and_finds_it_all_after_a_reload() {
    page.navigate(server.base.toString());
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Sign in with a link");
    shoot("signed-out");

    signIn();
    assertThat(page.getByText("How can I help?")).isVisible();
    shoot("welcome");

    say("VPN says authentication failed");
    Locator answer = page.locator(".message.bot").last();
    assertThat(answer).containsText("I heard: VPN says authentication failed");
    assertThat(answer.locator("strong")).hasText("VPN client");
    assertThat(answer.locator("dt").first()).hasText("Account");
    assertThat(answer.locator("a")).hasAttribute("href", "https://vpn.example.com");
    assertThat(typing()).isEmpty();
    shoot("asked");

    button("Yes, it does").click();
    assertThat(answer).containsText("You chose yes.");
    assertThat(page.locator(".choices")).hasCount(0);

    page.reload();
    assertThat(page.locator(".message")).hasCount(2);
    assertThat(page.locator(".message.person")).containsText("VPN says authentication failed");
    assertThat(page.locator(".message.bot")).containsText("You chose yes.");
    assertThat(page.locator(".choices")).hasCount(0);
    shoot("answered");
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_file_is_given_by_keyboard_and_stands_in_the_conversation() {
    signIn();
    assertThat(page.getByText("How can I help?")).isVisible();

    FileChooser chooser =
        page.waitForFileChooser(
            () -> {
              button("Give a file").focus();
              page.keyboard().press("Enter");
            });
    chooser.setFiles(
        new FilePayload(
            "<b>error?x#y&id=z%2F+\u202E1.txt",
            "text/plain", "it beeps".getBytes(StandardCharsets.UTF_8)));

    assertThat(page.locator(".message.person")).containsText("📎");
    assertThat(page.locator(".message.person")).containsText("<b>error?x#y&id=z%2F+1.txt");
    assertThat(page.locator(".message.person b")).hasCount(0);
    shoot("file-given");
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_used_button_is_gone_on_every_open_page() {
    signIn();
    Page other = context.newPage();
    other.navigate(server.base.toString());
    say("hello");
    Locator elsewhere = other.getByText("Yes, it does");
    assertThat(elsewhere).isVisible();

    button("Yes, it does").click();

    assertThat(elsewhere).isHidden();
  }

  @Test
  void hostile_text_does_nothing_wherever_it_stands() {
    signIn();

    say(HOSTILE);
    assertThat(page.locator(".message.bot")).hasCount(1);
    page.reload();
    assertThat(page.locator(".message.bot")).hasCount(1);

    assertThat(page.locator(".message.person .text")).hasText(HOSTILE);
    assertThat(page.locator(".message img, .message script, .message b, .message i")).hasCount(0);
    assertThat(page.locator(".message.bot .text strong").first()).hasText("<b>bold</b>");
    assertThat(page.locator(".message [onmouseover], .message a:not([href^='http'])")).hasCount(0);
    assertThat(page.evaluate("window.hacked === undefined")).isEqualTo(true);
  }

  @Test
  void a_file_is_a_link_to_where_this_server_has_it() {
    signIn();
    String sha256 = Sha256.hex("x");
    Message message =
        Message.text("It **failed**.")
            .showing(
                new Exhibit.File(
                    new Attachment(
                        "apply-output.txt",
                        "text/plain",
                        5_000,
                        sha256,
                        "/requests/r-1/files/" + sha256)));

    server.channel.post(
        EchoBot.post(WebChannel.conversation(MIA), "k-1", message), Optional.empty());

    Locator link = page.locator(".message.bot .exhibit a");
    assertThat(link).hasText("apply-output.txt");
    assertThat(link).hasAttribute("href", "/requests/r-1/files/" + sha256);
    assertThat(page.locator(".message.bot .exhibit")).containsText("5 KB");
  }

  @Test
  void many_choices_stand_in_a_list_and_one_is_chosen_by_keyboard() {
    signIn();
    List<Message.Button> hosts =
        IntStream.range(0, 300)
            .mapToObj(
                i -> Message.Button.plain("host-" + i, ButtonAction.of("value", "host", "" + i)))
            .toList();

    server.channel.post(
        EchoBot.post(
            WebChannel.conversation(MIA), "k-1", new Message("Which host?", List.of(), hosts)),
        Optional.empty());

    Locator list = page.getByLabel("Choose one");
    assertThat(list.locator("option")).hasCount(301);
    assertThat(button("Choose")).isDisabled();
    shoot("list");
    list.focus();
    page.keyboard().type("host-217");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator(".message.bot").last()).containsText("You chose 217");
  }

  @Test
  void a_picture_fits_a_phone_and_has_words_for_whoever_does_not_see_it() {
    PracticePicture picture = new PracticePicture(1_600, 900);
    server.shown = picture.catalogue();
    context.close();
    open(new Browser.NewContextOptions().setViewportSize(360, 740));
    signIn();
    Message message = Message.text("Look:").showing(new Exhibit.Picture(HOSTILE, picture.file));

    server.channel.post(
        EchoBot.post(WebChannel.conversation(MIA), "k-1", message), Optional.empty());

    Locator image = page.locator(".message.bot .exhibit img");
    assertThat(image).hasAttribute("alt", HOSTILE);
    assertThat(image).hasAttribute("loading", "lazy");
    page.waitForCondition(
        () ->
            (boolean)
                page.evaluate("document.querySelector('.exhibit img').naturalWidth === 1600"));
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .isEqualTo(true);
    assertThat(page.evaluate("window.hacked === undefined")).isEqualTo(true);
    shoot("picture");
  }

  @Test
  void a_picture_that_is_kept_no_more_is_told_in_words() {
    PracticePicture picture = new PracticePicture(64, 40);
    signIn();
    Message message = Message.text("Look:").showing(new Exhibit.Picture(HOSTILE, picture.file));

    server.channel.post(
        EchoBot.post(WebChannel.conversation(MIA), "k-1", message), Optional.empty());

    assertThat(page.locator(".message.bot .lost"))
        .hasText("Picture: " + HOSTILE + " (it is kept no more)");
    assertThat(page.locator(".message.bot .exhibit :is(img, script, b, i)")).hasCount(0);
    complaints.removeIf(it -> it.contains("404"));
  }

  @Test
  void on_a_phone_nothing_of_the_header_lies_over_anything_else() {
    for (int width : new int[] {320, 360, 480}) {
      context.close();
      open(new Browser.NewContextOptions().setViewportSize(width, 740));
      signIn();

      assertThat(
              page.evaluate(
                  """
                  () => {
                    const boxes = [...document.querySelectorAll(".title h1, .tools > *")]
                        .map((it) => {
                          const range = document.createRange();
                          range.selectNodeContents(it);
                          return range.getBoundingClientRect();
                        });
                    return boxes.some((a, i) => boxes.some((b, j) => i < j
                        && a.left < b.right && b.left < a.right
                        && a.top < b.bottom && b.top < a.bottom));
                  }\
                  """))
          .as("overlapping at %d", width)
          .isEqualTo(false);
    }
  }

  @Test
  void a_table_and_code_are_shown_as_they_are_and_scroll_by_keyboard() {
    context.close();
    open(new Browser.NewContextOptions().setViewportSize(360, 740));
    signIn();
    Message message =
        Message.text("It **failed**.")
            .showing(
                new Exhibit.Table(
                    "Steps",
                    List.of("Step", "Stands"),
                    List.of(List.of(HOSTILE, "done"), List.of("vpn\u202Egpv", "to come"))),
                new Exhibit.Code("Why I ask", HOSTILE + "\n  " + "x".repeat(100_000)));

    server.channel.post(
        EchoBot.post(WebChannel.conversation(MIA), "k-1", message), Optional.empty());

    Locator exhibits = page.locator(".message.bot .exhibit");
    assertThat(exhibits).hasCount(2);
    assertThat(exhibits.first().locator("th[scope=col]")).hasText(new String[] {"Step", "Stands"});
    assertThat(exhibits.first().locator("td").first()).hasText(HOSTILE);
    assertThat(exhibits.first().locator("td").nth(2)).hasText("vpn\uFFFDgpv");
    assertThat(exhibits.locator("img, script, b, i, a, strong")).hasCount(0);
    assertThat(page.evaluate("window.hacked === undefined")).isEqualTo(true);
    assertThat(page.evaluate("document.querySelector('.exhibit pre code').textContent.length"))
        .isEqualTo(HOSTILE.length() + 3 + 100_000);
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .isEqualTo(true);
    Locator code =
        page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Why I ask"));
    code.focus();
    page.keyboard().press("End");
    page.keyboard().press("ArrowRight");
    page.waitForCondition(
        () -> (boolean) page.evaluate("document.querySelector('.exhibit pre').scrollLeft > 0"));
    shoot("exhibits");
  }

  @Test
  void the_policy_stops_an_inline_script_that_found_its_way_in() {
    signIn();

    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.hacked = 1';"
            + " document.body.append(s); }");

    assertThat(page.evaluate("window.hacked === undefined")).isEqualTo(true);
  }

  @Test
  void the_page_works_by_keyboard_and_opens_a_ticket() {
    signIn();
    assertThat(page.getByLabel("Message to Deskhand")).isFocused();
    page.keyboard().type("first line");
    page.keyboard().press("Shift+Enter");
    page.keyboard().type("second line");
    page.keyboard().press("Enter");
    assertThat(page.locator(".message.person .text")).hasText("first line\nsecond line");

    button("Open a ticket").press("Enter");
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    page.getByLabel("Subject").fill("VPN");
    shoot("ticket");
    page.keyboard().press("Enter");

    assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("builtin-7");
    page.getByText("Look at it").click();
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Ticket 7");
  }

  @Test
  void ones_own_tickets_are_listed_with_a_link_to_each() {
    signIn();

    button("Tickets").click();

    Locator tickets = page.getByRole(AriaRole.LISTITEM);
    assertThat(tickets).hasCount(2);
    assertThat(tickets.last()).containsText("<b>Printer</b>");
    shoot("tickets");
    tickets.last().getByRole(AriaRole.LINK).click();
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Ticket 3");
  }

  @Test
  void a_text_of_a_hundred_thousand_characters_stays_in_its_field_until_it_is_short_enough() {
    signIn();
    Locator field = page.getByLabel("Message to Deskhand");
    field.fill("x".repeat(100_000));

    page.keyboard().press("Enter");

    assertThat(page.locator("#counter")).containsText("90000 characters too many.");
    assertThat(page.locator(".message.person")).hasCount(0);
    assertThat(field).hasValue("x".repeat(100_000));
    field.fill("x".repeat(10_000));
    page.keyboard().press("Enter");
    assertThat(page.locator(".message.bot")).hasCount(1);
    assertThat(page.locator(".message.person .text")).hasText("x".repeat(10_000));
    assertThat(server.bot.heard).hasSize(1);
  }

  @Test
  void what_is_too_long_for_a_ticket_is_not_cut_and_stays_beside_the_refusal() {
    signIn();
    page.route(
        "**/api/tickets",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(400)
                    .setContentType("application/json")
                    .setBody("{\"problem\":\"Too long. Nothing was opened.\"}")));
    button("Open a ticket").click();
    page.getByLabel("Subject").focus();
    page.keyboard().insertText("s".repeat(1_000));
    Locator description = page.getByLabel("What happens, and since when?");
    description.focus();
    page.keyboard().insertText("d".repeat(100_000));

    button("Open ticket").click();

    assertThat(page.locator("#ticket-error")).hasText("Too long. Nothing was opened.");
    assertThat(page.getByLabel("Subject")).hasValue("s".repeat(1_000));
    assertThat(description).hasValue("d".repeat(100_000));
  }

  @Test
  void a_message_that_was_not_sent_says_so_and_can_be_sent_again() {
    signIn();
    page.route("**/api/chat/messages", route -> route.abort());
    say("are you there?");
    assertThat(page.locator(".failure")).containsText("Not sent.");
    shoot("not-sent");

    page.unroute("**/api/chat/messages");
    button("Send again").click();

    assertThat(page.locator(".message.bot")).containsText("are you there?");
    assertThat(page.locator(".failure")).hasCount(0);
    assertThat(page.locator(".message.person")).hasCount(1);
  }

  @Test
  void a_session_that_ended_is_told() {
    signIn();

    server.people.remove(MIA);

    assertThat(page.locator("#connection")).hasText("Signed out");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("login link");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in")).click();
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Sign in with a link");
  }

  @Test
  void a_phone_in_the_dark_shows_it_all_without_scrolling_sideways() {
    context.close();
    open(
        new Browser.NewContextOptions()
            .setViewportSize(360, 740)
            .setDeviceScaleFactor(2)
            .setColorScheme(ColorScheme.DARK));
    signIn();
    shoot("phone-dark-welcome");

    say("VPN says authentication failed " + "x".repeat(120));
    assertThat(page.locator(".choices .button")).hasCount(3);
    server.channel.post(
        EchoBot.post(
            WebChannel.conversation(MIA), "k-1", Message.text("`unlock-account` is done.")),
        Optional.empty());
    assertThat(page.locator(".message.bot")).hasCount(2);
    shoot("phone-dark");

    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .isEqualTo(true);
  }

  @Test
  void a_wide_screen_in_the_dark() {
    context.close();
    open(
        new Browser.NewContextOptions()
            .setViewportSize(1100, 800)
            .setColorScheme(ColorScheme.DARK));
    signIn();

    say("VPN says authentication failed");

    assertThat(page.locator(".choices .button")).hasCount(3);
    shoot("dark");
  }

  private void open(Browser.NewContextOptions options) {
    context = chromium.context(options);
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  private void signIn() {
    page.navigate(server.link(MIA));
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Sign in to Deskhand");
    shoot("confirm");
    button("Continue as mia").click();
    assertThat(page).hasURL(server.base + "/");
    assertThat(page.locator("#connection")).hasText("Connected");
  }

  private void say(String text) {
    page.getByLabel("Message to Deskhand").fill(text);
    button("Send").click();
  }

  private Locator typing() {
    return page.locator("#typing");
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void shoot(String name) {
    Chromium.shoot(page, name);
  }
}
