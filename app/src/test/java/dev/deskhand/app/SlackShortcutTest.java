package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.Door.Form;
import dev.deskhand.app.Door.Shown;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackRoom;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message of Slack is made a ticket where the bot is not, or by whom it does not know. */
final class SlackShortcutTest {
  private static final Pattern TICKET = Pattern.compile("Your ticket is \\W*builtin-(\\d+)");
  private static final String CLOSED = "C0CLOSED";
  private static final String FOREIGN = "D0BOBEVE";
  private static final String ROOT = "1700000000.000300";

  @TempDir private static Path data;
  private static DoorsHouse doors;

  @BeforeAll
  static void open() {
    doors = new DoorsHouse(data, DoorsHouse.Way.HTTP, InstantSource.system());
    doors.slack.addRoom(CLOSED, SlackRoom.PRIVATE);
    doors.slack.expel(CLOSED);
    doors.slack.addUser("U0MALLORY", "mallory");
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  private static SlackSeat seat(String person, String channel) {
    return SlackSimulator.seat(PeopleInSlack.user(person), channel);
  }

  private static List<Shown> shown(String person) {
    return doors.slackDoor.shown(person);
  }

  private static void sees(String person, String words) {
    Await.until(
        person + " sees: " + words, () -> shown(person).stream().anyMatch(it -> it.says(words)));
  }

  @ParameterizedTest
  @ValueSource(strings = {CLOSED, FOREIGN})
  void where_the_bot_is_not_the_ticket_is_spoken_of_with_its_opener(String channel) {
    String person = channel.equals(CLOSED) ? "mia" : "ada";
    Form form = doors.slackDoor.wished(seat(person, channel), ROOT, "The beamer is dark");
    assertThat(form.send(Map.of())).isEmpty();

    String number =
        Await.some(
            "the ticket is told",
            () ->
                shown(person).stream()
                    .map(it -> TICKET.matcher(it.text()))
                    .filter(Matcher::find)
                    .map(it -> it.group(1))
                    .findFirst());
    assertThat(doors.desk.whole("elena", number)).contains("The beamer is dark");
    doors.desk.own("elena", number);
    doors.desk.reply("elena", number, "Is it plugged in, in " + channel + "?");
    sees(person, "Is it plugged in, in " + channel + "?");
    assertThat(doors.slackDoor.sentence(person, "Yes, it is plugged in").send()).isTrue();
    Await.until(
        "it stands on the ticket",
        () -> doors.desk.whole("elena", number).contains("Yes, it is plugged in"));
  }

  @ParameterizedTest
  @ValueSource(strings = {CLOSED, FOREIGN})
  void whoever_nobody_knows_hears_so(String channel) {
    int before = shown("mallory").size();

    assertThat(doors.slackDoor.wish(seat("mallory", channel), ROOT, "Let me in")).isTrue();

    Await.until(
        "mallory is told",
        () -> shown("mallory").stream().skip(before).anyMatch(it -> it.says("I don't know you")));
  }

  @Test
  void whoever_slack_shows_no_form_hears_so() {
    doors.slack.failNext("views.open", 503, 0);

    assertThat(doors.slackDoor.wish(seat("tara", CLOSED), ROOT, "The chair squeaks")).isTrue();

    sees("tara", "I could not show you the form of your ticket");
  }
}
