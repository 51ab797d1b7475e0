package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.desks.Secret;
import dev.deskhand.desks.rt.RequestTracker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of Deskhand beside a real Request Tracker, started for this test. */
final class RequestTrackerStoryTest {
  private static final Secret SECRET = new Secret("a secret of this test, long enough");
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"?(\\d+)");

  @TempDir private static Path data;
  private static RequestTracker tracker;
  private static House house;

  @BeforeAll
  static void open() throws IOException {
    tracker = RequestTracker.makeOrSkip();
    House.write(data, "token", tracker.token("deskhand").value());
    House.write(data, "webhook-secret", SECRET.value());
    Settings.RequestTracker settings =
        new Settings.RequestTracker(
            "test",
            tracker.url(),
            tracker.account("deskhand").user(),
            "file:token",
            "file:webhook-secret",
            Optional.of("IT"));
    house =
        House.open(
            data,
            new Doors(
                Optional.empty(),
                Optional.empty(),
                Optional.of(settings),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Map.of("ada", tracker.account("erin").toString()));
    tracker.start(house.at("/hooks/rt"), SECRET);
  }

  @AfterAll
  static void close() throws IOException {
    if (house != null) {
      house.close();
    }
    if (tracker != null) {
      tracker.close();
    }
  }

  private static String open(String subject) {
    String answer =
        tracker.rest(
            "erin",
            "POST",
            "/ticket",
            """
            {"Queue":"IT","Subject":"%s","Content":"Since this morning.","ContentType":"text/plain"}\
            """
                .formatted(subject));
    Matcher id = ID.matcher(answer);
    assertThat(id.find()).as(answer).isTrue();
    return id.group(1);
  }

  private static boolean isResolved(String ticket) {
    return tracker
        .rest("agent", "GET", "/ticket/" + ticket, "")
        .matches("(?s).*\"Status\"\\s*:\\s*\"resolved\".*");
  }

  private static String history(String ticket) {
    return tracker.rest(
        "agent", "GET", "/ticket/" + ticket + "/history?fields=Type,NewValue&per_page=100", "");
  }

  private static long count(String history, String field, String value) {
    Pattern pair = Pattern.compile("\"" + field + "\"\\s*:\\s*\"" + value + "\"");
    return pair.matcher(history).results().count();
  }

  @Test
  void a_ticket_is_worked_on_documented_once_and_resolved() {
    String ticket = open("VPN says authentication failed");

    house.play(
        """
        - ada sees: This is about your ticket **rt-%s**
        - ada presses: It says "Authentication failed"
        - ada presses: Yes, it works
        - ada sees: you are back in
        - the world: account ada is unlocked
        - the world: the directory was changed once
        """
            .formatted(ticket));
    Await.until("ticket " + ticket + " is resolved", () -> isResolved(ticket));

    String history = history(ticket);
    assertThat(count(history, "Type", "Comment")).as(history).isEqualTo(1);
    assertThat(count(history, "Type", "Correspond")).as(history).isEqualTo(1);
    assertThat(count(history, "NewValue", "resolved")).as(history).isEqualTo(1);
  }

  @Test
  void a_ticket_that_is_opened_in_chat_and_its_conversation_know_each_other() {
    house.play("- ada says: open-ticket The beamer in room 7 is dark");
    String ticket = Await.some("the ticket", () -> find("beamer"));
    house.play("- ada sees: rt-" + ticket);

    tracker.rest(
        "agent",
        "POST",
        "/ticket/" + ticket + "/correspond",
        "{\"Content\":\"Somebody comes at ten.\",\"ContentType\":\"text/plain\"}");
    tracker.rest(
        "agent",
        "POST",
        "/ticket/" + ticket + "/comment",
        "{\"Content\":\"The lamp again.\",\"ContentType\":\"text/plain\"}");

    house.play(
        """
        - ada sees: Somebody comes at ten.
        - ada says: Thank you, that is good
        - ada never saw: The lamp again
        """);
    assertThat(tracker.rest("agent", "GET", "/ticket/" + ticket, "")).contains("erin");
  }

  @Test
  void what_came_by_mail_is_only_suggested_to_the_desk() throws IOException {
    tracker.mail(
        """
        From: erin@deskhand.test
        To: it@deskhand.test
        Subject: VPN rejects my password although it is right
        Message-ID: <story@deskhand.test>

        It is really me.
        """);
    String ticket = Await.some("the mail's ticket", () -> find("rejects"));

    Await.until("a suggestion on " + ticket, () -> count(history(ticket), "Type", "Comment") == 1);

    assertThat(history(ticket)).doesNotContain("Correspond");
    assertThat(isResolved(ticket)).isFalse();
  }

  private static Optional<String> find(String inSubject) {
    String found =
        tracker.rest("agent", "GET", "/tickets?query=Subject%20LIKE%20%27" + inSubject + "%27", "");
    Matcher id = ID.matcher(found);
    return id.find() ? Optional.of(id.group(1)) : Optional.empty();
  }
}
