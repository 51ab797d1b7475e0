package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.desks.Secret;
import dev.deskhand.desks.rt.RequestTracker;
import dev.deskhand.sandbox.slack.AppAnswer;
import dev.deskhand.sandbox.slack.SigningSecret;
import dev.deskhand.sandbox.slack.SlackDelivery;
import dev.deskhand.sandbox.slack.SlackEndpoints;
import dev.deskhand.sandbox.slack.SlackSender;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ticket's way between Slack and a real Request Tracker, started for this test. */
final class SlackBesideRequestTrackerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Secret HOOK = new Secret("a secret of this test, long enough");
  private static final String SECRET = "a practice secret of this test";
  private static final Pattern TICKET = Pattern.compile("Your ticket is \\W*rt-(\\d+)");
  private static final Pattern PLACE = Pattern.compile("/ticket-files/rt-\\d+/[0-9a-f]{64}");
  private static final Pattern CONTENT = Pattern.compile("\"Content\"\\s*:\\s*\"([^\"]*)\"");
  private static final SlackSeat DIRECTLY = SlackSimulator.seat("U0ADA", "D0ADA");
  private static final SlackSeat CHANNEL = SlackSimulator.seat("U0ADA", "C0HELP");

  @TempDir private static Path data;
  private static RequestTracker tracker;
  private static SlackSimulator slack;
  private static House house;
  private static SlackSender sender;

  @BeforeAll
  static void open() throws IOException {
    tracker = RequestTracker.makeOrSkip();
    slack = SlackSimulator.start(0, InstantSource.system());
    slack.app().install(PeopleInSlack.manifest());
    House.write(data, "token", tracker.token("deskhand").value());
    House.write(data, "webhook-secret", HOOK.value());
    House.write(data, "signing-secret", SECRET);
    House.write(data, "bot-token", slack.botToken());
    house = House.open(data, doors(), Map.of("ada", accounts()));
    tracker.start(house.at("/hooks/rt"), HOOK);
    sender =
        slack.sender(
            new SigningSecret(SECRET),
            new SlackEndpoints(
                house.at("/slack/events"),
                house.at("/slack/commands"),
                house.at("/slack/interactivity")));
  }

  private static String accounts() {
    return "slack:" + SlackSimulator.TEAM + ":U0ADA\", \"" + tracker.account("erin");
  }

  private static Doors doors() {
    return new Doors(
        Optional.of(
            new Settings.Slack(
                Map.of(SlackSimulator.TEAM, "file:bot-token"),
                new Settings.SlackIntake.Signed("file:signing-secret"),
                URI.create(slack.methodsUrl()),
                "/desk")),
        Optional.empty(),
        Optional.of(
            new Settings.RequestTracker(
                "test",
                tracker.url(),
                tracker.account("deskhand").user(),
                "file:token",
                "file:webhook-secret",
                Optional.of("IT"))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @AfterAll
  static void close() throws IOException {
    if (house != null) {
      sender.close();
      house.close();
    }
    if (slack != null) {
      slack.close();
    }
    if (tracker != null) {
      tracker.close();
    }
  }

  private static void send(SlackDelivery delivery) {
    assertThat(sender.send(delivery).status()).isEqualTo(200);
  }

  private static SlackMessage shown(String words) {
    return slack.awaitMessage(it -> it.says(words), PATIENCE);
  }

  private static void agent(String ticket, String how, String words) {
    String _ =
        tracker.rest(
            "agent",
            "POST",
            "/ticket/" + ticket + "/" + how,
            "{\"Content\":\"%s\",\"ContentType\":\"text/plain\"}".formatted(words));
  }

  /** All that is written on a ticket. */
  private static String words(String ticket) {
    String attached =
        tracker.rest(
            "agent", "GET", "/ticket/" + ticket + "/attachments?fields=Content&per_page=100", "");
    return CONTENT
        .matcher(attached)
        .results()
        .map(it -> it.group(1).replace("\\n", ""))
        .map(SlackBesideRequestTrackerTest::decoded)
        .collect(Collectors.joining("\n"));
  }

  /** What is text as it is stands there as it is. */
  private static String decoded(String content) {
    try {
      return new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return content;
    }
  }

  /** The number of the ticket that is told of behind so many messages. */
  private static String opened(int before) {
    return Await.some(
        "the ticket's number",
        PATIENCE,
        () ->
            slack.messages().stream()
                .skip(before)
                .map(it -> TICKET.matcher(it.json()))
                .filter(Matcher::find)
                .map(it -> it.group(1))
                .findFirst());
  }

  @Test
  void a_file_that_somebody_gives_is_named_on_the_ticket_once_with_where_it_can_be_read() {
    int before = slack.messages().size();
    SlackDelivery asked =
        sender.files(
            DIRECTLY,
            "open-ticket The printer smokes",
            slack
                .files()
                .share("../../page", "text/plain", "grey".getBytes(StandardCharsets.UTF_8)));

    assertThat(sender.sendTwice(asked)).extracting(AppAnswer::status).containsOnly(200);
    String ticket = opened(before);
    Await.until("it is named", PATIENCE, () -> PLACE.matcher(words(ticket)).find());
    agent(ticket, "comment", "I have seen it.");
    Await.until("the next is there", PATIENCE, () -> words(ticket).contains("I have seen it."));

    assertThat(words(ticket)).contains("The printer smokes", "page (4 bytes)").doesNotContain("..");
    List<String> places = PLACE.matcher(words(ticket)).results().map(MatchResult::group).toList();
    assertThat(places).hasSize(1);
    try (PlainBrowsers browsers = new PlainBrowsers(house.deskhand())) {
      assertThat(browsers.get("elena", places.getFirst()).body()).isEqualTo("grey");
      assertThat(browsers.get("bob", places.getFirst()).statusCode()).isEqualTo(404);
    }
    assertThat(slack.messages().stream().skip(before))
        .filteredOn(it -> it.says("I have put your file on"))
        .hasSize(1);
  }

  @Test
  void a_ticket_and_the_conversation_that_it_was_opened_in_hear_of_each_other() {
    int before = slack.messages().size();
    send(sender.command(CHANNEL, "open-ticket The screen flickers"));
    String ticket = opened(before);
    String _ = tracker.rest("agent", "PUT", "/ticket/" + ticket, "{\"Owner\":\"agent\"}");

    agent(ticket, "comment", "It is the cable again.");
    agent(ticket, "correspond", "Which of the two screens is it?");
    assertThat(shown("Which of the two screens is it?").channel()).isEqualTo("D0ADA");
    send(sender.directMessage(DIRECTLY, "The left one, since Monday"));
    shown("I have put that on");

    Await.until(
        "it stands on the ticket",
        PATIENCE,
        () -> words(ticket).contains("The left one, since Monday"));
    assertThat(words(ticket)).contains("The screen flickers");
    assertThat(slack.messages()).noneMatch(it -> it.says("the cable again"));
    assertThat(slack.messages())
        .as("nobody else in the channel reads any of it")
        .noneMatch(it -> it.channel().equals("C0HELP") && it.onlyFor().isEmpty());
  }
}
