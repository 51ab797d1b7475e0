package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings.Doors;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trigger answers tickets of the built-in desk with links, which people follow to the portal. */
final class OfferOnTicketTest {
  private static final String ANSWER = "You can ask for this yourself:";
  private static final String HOSTILE =
      "<script>alert(1)</script> \"&'> {{ ticket.ref }} {{{{7*7}}}} \u202egro.lived";

  private static final String MAILBOX =
      """
      trigger: mailbox-full
      title: Offer a larger mailbox
      on: { event: created }
      filter: ticket.subject.matches("(?i)mailbox.* full")
      offer: larger-mailbox
      inputs:
        gigabytes:
          value: >-
            "gigabytes" in ticket.fields ? ticket.fields.gigabytes
            : ticket.description.contains("20 GB") ? "20" : ""
      as: desk-triggers
      cooldown: 1h
      """;
  private static final String RESTART =
      """
      trigger: restart-it
      title: Offer a restart
      on: { event: created }
      filter: ticket.subject == "Restart it"
      offer: restart-a-service
      as: desk-triggers
      """;
  private static final String REPORT =
      """
      trigger: report-it
      title: Offer to report something
      on: { event: created }
      filter: ticket.description.contains("report")
      offer: report
      inputs:
        what: "{{ ticket.subject }}"
        more: { value: 'ticket.description.contains("at length") ? ticket.description : ""' }
      as: desk-triggers
      """;
  private static final String REPORT_OFFER =
      """
      offer: report
      title: Report something
      start: report
      ask: { what: What is it?, more: What else? }
      owner: elena
      review: 2030-12-31
      """;
  private static final String REPORT_RUNBOOK =
      """
      runbook: report
      title: Report something
      risk: low
      inputs:
        what: { type: string, question: What is it? }
        more: { type: string, question: What else? }
      steps: [ { id: pause, title: "Think about {{ inputs.what }}", wait: { for: 1h } } ]
      tell: { succeeded: It is reported., failed: It is not reported. }
      """;
  private static final String REPORT_POLICY =
      """
      @id("reports-by-staff") @reason("Staff may report.") @authority("automatic")
      permit (
        principal in Role::"staff",
        action in [Action::"see", Action::"start"],
        resource == Runbook::"report"
      );
      """;

  @TempDir private static Path data;
  private static House house;
  private static PeopleAtDesk desk;
  private static PlainBrowsers browsers;

  @BeforeAll
  static void open() {
    Path catalogue = data.resolve("catalogue");
    Map.of(
            "mailbox-full.trigger.yaml", MAILBOX,
            "restart-it.trigger.yaml", RESTART,
            "report-it.trigger.yaml", REPORT,
            "report.offer.yaml", REPORT_OFFER,
            "report.runbook.yaml", REPORT_RUNBOOK,
            "report.cedar", REPORT_POLICY)
        .forEach((name, text) -> House.write(catalogue, name, text));
    house =
        House.openOn(data, Doors.NONE, House.people(Map.of()), catalogue, InstantSource.system());
    desk = new PeopleAtDesk(house.deskhand());
    browsers = new PlainBrowsers(house.deskhand());
  }

  @AfterAll
  static void close() {
    browsers.close();
    desk.close();
    house.close();
  }

  @AfterEach
  void leave() {
    desk.leave("ada");
  }

  private static void opens(String subject, String description) {
    assertThat(desk.sentence("ada", subject + "\n" + description).send()).isTrue();
  }

  private static String answer() {
    return Await.some(
        "the answer",
        () ->
            desk.shown("ada").stream()
                .map(Door.Shown::text)
                .filter(it -> it.startsWith(ANSWER))
                .findFirst());
  }

  /** What a ticket's events came to, as an operator reads it. */
  private static String why() {
    String ticket = "builtin-" + desk.shown("ada").getFirst().id();
    return Await.some(
        "it is worked",
        () -> {
          List<String> lines = WhyCommand.lines(house.deskhand().stores(), ticket);
          return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
        });
  }

  private static String path(String answer) {
    return found("(/catalogue/\\S+)$", answer);
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private static HttpResponse<String> sends(String person, String path, Map<String, String> said) {
    String page = browsers.get(person, path).body();
    Map<String, String> form = new HashMap<>(said);
    form.put("form", found("name=\"form\" value=\"([^\"]+)\"", page));
    form.put("o", found("name=\"o\" value=\"([^\"]+)\"", page));
    return browsers.post(person, path.substring(0, path.indexOf('?')), form);
  }

  @Test
  void the_requester_follows_the_link_and_it_begins_with_what_the_ticket_said() {
    opens("My mailbox is full", "20 GB would do");
    String answer = answer();
    assertThat(answer).startsWith(ANSWER + "\n\n📬 Make my mailbox larger\nhttp://127.0.0.1");
    assertThat(why())
        .contains("offer larger-mailbox sent", "answered  mailbox-full: it fits")
        .as("its own reply is no news")
        .containsOnlyOnce(", delivery ");

    String link = path(answer);
    assertThat(browsers.get("ada", link).body())
        .contains("How large should it be", "<bdi>20</bdi>")
        .doesNotContain("<select");
    String run = PlainBrowsers.location(sends("ada", link, Map.of("gigabytes", "10")));

    assertThat(browsers.get("ada", run).body())
        .contains("<bdi>20</bdi>")
        .doesNotContain("<bdi>10</bdi>");
    Await.until("the end", () -> browsers.get("ada", run).body().contains("Succeeded"));
  }

  @Test
  void whoever_else_comes_by_the_link_is_asked_about_as_always() {
    opens("The mailbox is full", "20 GB");
    String link = path(answer());

    assertThat(browsers.unknown(link).statusCode()).isEqualTo(401);
    String run = PlainBrowsers.location(sends("bob", link, Map.of()));
    assertThat(browsers.get("bob", run).body()).as("his own").contains("<bdi>bob</bdi>");
    assertThat(browsers.get("ada", run).statusCode()).isEqualTo(404);
    assertThat(browsers.get("ada", link.replace("?o=", "?o=A")).body()).contains("altered since");
  }

  @Test
  void what_somebody_is_not_shown_is_not_sent_and_an_operator_reads_why() {
    opens("Restart it", "please");

    assertThat(why())
        .contains("not offered: its audience is others", "answered  restart-it: it fits");
    assertThat(desk.shown("ada")).as("the ticket and nothing else").hasSize(1);
  }

  @Test
  void markup_in_a_ticket_is_a_value_like_any_other_wherever_it_is_shown() {
    opens(HOSTILE, "I want to report that");
    String answer = answer();
    assertThat(answer).doesNotContain("script", "{{");
    String link = path(answer);

    String page = browsers.get("ada", link).body();
    assertThat(page)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", " ticket.ref }}")
        .doesNotContain("<script>alert");
    String run = PlainBrowsers.location(sends("ada", link, Map.of("more", "nothing")));

    assertThat(browsers.get("ada", run).body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert");
  }

  @Test
  void what_is_too_long_for_a_link_is_not_sent_and_the_desk_reads_why() {
    opens("Something is odd", "I report at length " + "x".repeat(5_000));

    assertThat(why()).contains("inputs don't fit: together the values are too long for a link");
    String ticket = desk.shown("ada").getFirst().id();
    Await.until(
        "the desk reads it",
        () -> desk.whole("elena", ticket).contains("Deskhand's trigger 'report-it' answers this"));
    assertThat(desk.shown("ada")).hasSize(1);
  }
}
