package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.offer.OfferSeal;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.TenantId;
import dev.deskhand.web.LoginKey;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portal's pages over the practice company, as a browser without scripts uses them. */
final class PortalTest {
  @TempDir private static Path data;
  private static Demo demo;
  private static PlainBrowsers browsers;

  @BeforeAll
  static void open() {
    demo = Demo.start(0, Shipped.lendModels(data), Shipped.catalogue());
    browsers = new PlainBrowsers(demo.deskhand());
  }

  @AfterAll
  static void close() {
    browsers.close();
    demo.close();
    Shipped.keepModels(data);
  }

  private static HttpResponse<String> get(String person, String path) {
    return browsers.get(person, path);
  }

  private static HttpResponse<String> post(String person, String path, Map<String, String> form) {
    return browsers.post(person, path, form);
  }

  private String form(String person, String offer) {
    return found("name=\"form\" value=\"([^\"]+)\"", get(person, "/catalogue/" + offer).body());
  }

  private static String found(String pattern, String page) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertThat(matcher.find()).as(page).isTrue();
    return matcher.group(1);
  }

  @Test
  void somebody_chooses_fills_in_and_follows_while_another_approves_exactly_that() {
    assertThat(get("ada", "/catalogue?words=licence").body())
        .contains("💾 Order software", "After an approval by approver")
        .doesNotContain("Restart a service");
    String form = form("ada", "order-software");

    HttpResponse<String> empty =
        post("ada", "/catalogue/order-software", Map.of("form", form, "software", "word"));
    assertThat(empty.statusCode()).isEqualTo(422);
    assertThat(empty.body())
        .contains("expected one of visio, photoshop", "aria-invalid=\"true\"", form);

    Map<String, String> whole = Map.of("form", form, "software", "photoshop", "account", "bob");
    String run = PlainBrowsers.location(post("ada", "/catalogue/order-software", whole));
    assertThat(PlainBrowsers.location(post("ada", "/catalogue/order-software", whole)))
        .as("sent twice it is one request")
        .isEqualTo(run);
    assertThat(get("ada", run).body()).contains("Waiting for people", "photoshop", "Cancel it");
    assertThat(get("ada", "/requests").body()).contains(run);
    assertThat(get("bob", run).statusCode()).isEqualTo(404);
    assertThat(get("ada", "/approvals").body()).contains("Nothing waits for you.");

    String approvals = get("grace", "/approvals").body();
    assertThat(approvals)
        .contains("asked by ada", "photoshop", "Give the licence", "Exactly this will run");
    String digest =
        found(run.substring(10) + "\"[^>]*>\\s*<input[^>]*value=\"([^\"]+)\"", approvals);
    String decide = "/approvals/" + run.substring("/requests/".length());
    assertThat(post("grace", decide, Map.of("say", "approve", "digest", "0")).body())
        .contains("That was another plan.");
    assertThat(post("ada", decide, Map.of("say", "approve", "digest", digest)).statusCode())
        .isEqualTo(403);
    PlainBrowsers.location(post("grace", decide, Map.of("say", "approve", "digest", digest)));

    Await.until("the licence", () -> get("ada", run).body().contains("Succeeded"));
    assertThat(get("ada", run).body()).contains("You have the licence.", "– done");
  }

  @Test
  void where_the_risk_is_that_of_a_host_to_be_named_nobody_is_told_what_it_takes() {
    assertThat(get("grace", "/catalogue?words=restart").body())
        .contains("Restart a service", "hether it needs an approval depends on what you fill in");
  }

  @Test
  void whoever_goes_back_changes_a_form_and_sends_it_again_asks_for_two_things() {
    String form = form("bob", "access-for-a-while");

    String first = asked(form, "4h");
    String second = asked(form, "2h");

    assertThat(second).isNotEqualTo(first);
    assertThat(asked(form, "4h")).as("what was sent already").isEqualTo(first);
    assertThat(get("bob", "/requests").body()).contains(first, second);
  }

  private static String asked(String form, String duration) {
    return PlainBrowsers.location(
        post(
            "bob",
            "/catalogue/access-for-a-while",
            Map.of("form", form, "group", "vpn", "duration", duration)));
  }

  @Test
  void an_approver_asks_for_another_plan_and_says_which() {
    String run =
        PlainBrowsers.location(
            post(
                "bob",
                "/catalogue/access-for-a-while",
                Map.of(
                    "form", form("bob", "access-for-a-while"), "group", "vpn", "duration", "8h")));
    String decide = "/approvals/" + run.substring("/requests/".length());
    Await.until("the question", () -> get("grace", "/approvals").body().contains(decide));
    String digest =
        found(
            decide + "\"[^>]*>\\s*<input[^>]*value=\"([^\"]+)\"",
            get("grace", "/approvals").body());

    assertThat(
            post("grace", decide, Map.of("say", "request-changes", "digest", digest, "why", " "))
                .statusCode())
        .isEqualTo(422);
    assertThat(post("grace", decide, Map.of("digest", digest)).statusCode()).isEqualTo(400);
    for (String say : new String[] {"request-changes", "decline"}) {
      HttpResponse<String> tooLong =
          post("grace", decide, Map.of("say", say, "digest", digest, "why", "x".repeat(100_000)));
      assertThat(tooLong.statusCode()).as(say).isEqualTo(422);
      assertThat(tooLong.body())
          .contains("at most 500 characters; this has 100,000. Nothing was decided.", decide);
    }
    assertThat(get("bob", run).body()).contains("Waiting for people");
    PlainBrowsers.location(
        post(
            "grace",
            decide,
            Map.of("say", "request-changes", "digest", digest, "why", "Two hours are enough.")));

    Await.until("the end", () -> get("bob", run).body().contains("Refused"));
    assertThat(get("grace", "/approvals").body()).doesNotContain(decide);
  }

  @Test
  void what_somebody_asked_for_can_be_cancelled_by_them() {
    String run =
        PlainBrowsers.location(
            post(
                "bob",
                "/catalogue/access-for-a-while",
                Map.of(
                    "form", form("bob", "access-for-a-while"), "group", "vpn", "duration", "4h")));

    PlainBrowsers.location(post("bob", run + "/cancel", Map.of()));

    Await.until("the end", () -> get("bob", run).body().contains("Cancelled"));
  }

  private static String link(String edition, Optional<Instant> expires) {
    return new OfferSeal(TenantId.DEFAULT, LoginKey.in(data)::sign, InstantSource.system())
        .token(
            new OfferSeal.Reference(
                new OfferName("larger-mailbox"), edition, Map.of("gigabytes", "20"), expires));
  }

  @Test
  void a_signed_link_has_values_that_nobody_can_change() throws IOException {
    String text = Files.readString(data.resolve("offers/larger-mailbox.offer.yaml"));
    String edition = ContentVersion.of(text).sha256().substring(0, 12);
    String token = link(edition, Optional.empty());
    String page = get("bob", "/catalogue/larger-mailbox?o=" + token).body();
    assertThat(page).contains("<bdi>20</bdi>").doesNotContain("<select");

    String run =
        PlainBrowsers.location(
            post(
                "bob",
                "/catalogue/larger-mailbox",
                Map.of(
                    "form",
                    found("name=\"form\" value=\"([^\"]+)\"", page),
                    "o",
                    token,
                    "gigabytes",
                    "10")));

    assertThat(get("bob", run).body()).contains("<bdi>20</bdi>").doesNotContain("<bdi>10</bdi>");
    assertThat(get("bob", "/catalogue/order-software?o=" + token).statusCode()).isEqualTo(410);
    assertThat(get("bob", "/catalogue/larger-mailbox?o=A" + token.substring(1)).body())
        .contains("not made here, or was altered since");
    assertThat(
            get("bob", "/catalogue/larger-mailbox?o=" + link("0123456789ab", Optional.empty()))
                .body())
        .contains("has changed since the link was made");
    assertThat(
            get("bob", "/catalogue/larger-mailbox?o=" + link(edition, Optional.of(Instant.EPOCH)))
                .body())
        .contains("good for a time that is over");
  }

  @Test
  void a_tree_goes_on_in_the_conversation() {
    String there =
        PlainBrowsers.location(
            post(
                "elena",
                "/catalogue/vpn-does-not-connect",
                Map.of("form", form("elena", "vpn-does-not-connect"))));

    assertThat(there).isEqualTo("/");
  }

  @Test
  void nobody_is_shown_what_is_not_for_them_and_nobody_gets_in_without_signing_in() {
    assertThat(get("ada", "/catalogue/restart-a-service").statusCode()).isEqualTo(404);
    assertThat(get("ada", "/catalogue/NO..such").statusCode()).isEqualTo(404);
    assertThat(get("ada", "/requests/r-none").statusCode()).isEqualTo(404);
    for (String path : new String[] {"/catalogue", "/requests", "/approvals"}) {
      assertThat(browsers.unknown(path).statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void a_text_of_a_hundred_thousand_characters_stays_in_the_form_and_asks_for_nothing() {
    String text = "é".repeat(100_000);
    Map<String, String> values =
        Map.of("form", form("elena", "access-for-a-while"), "group", text, "duration", "4h");

    HttpResponse<String> answer = post("elena", "/catalogue/access-for-a-while", values);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("expected at most 10,000 characters, found 100000")
        .contains("value=\"" + text + "\"");
    assertThat(get("elena", "/requests").body()).contains("You have not asked for anything lately");
  }

  @Test
  void hostile_values_are_told_apart_shown_harmlessly_and_not_lost() {
    String hostile = "<script>alert(1)</script>\" onfocus=\"x\u202e\u0007{{content}}";
    HttpResponse<String> answer =
        post(
            "ada",
            "/catalogue/access-for-a-while",
            Map.of(
                "form", form("ada", "access-for-a-while"), "group", hostile, "duration", "soon"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onfocus=&quot;x")
        .contains("expected a length of time")
        .doesNotContain("<script>alert", "\" onfocus");

    for (String name : new String[] {"ada", "form"}) {
      HttpResponse<String> long1 =
          post(
              "ada",
              "/catalogue/access-for-a-while",
              Map.of(
                  "form",
                  name.equals("form") ? "x".repeat(100_000) : form("ada", "access-for-a-while"),
                  "group",
                  "é".repeat(100_000),
                  "duration",
                  "4h"));
      assertThat(long1.statusCode()).as(name).isBetween(400, 422);
      assertThat(long1.body()).doesNotContain("\tat ");
    }
    assertThat(get("ada", "/catalogue?words=" + "a".repeat(5_000)).body()).contains("Nothing fits");
  }
}
