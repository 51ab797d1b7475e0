package dev.deskhand.app;

import static dev.deskhand.sandbox.teams.TeamsSimulator.ADA;
import static dev.deskhand.sandbox.teams.TeamsSimulator.BOB;
import static dev.deskhand.sandbox.teams.TeamsSimulator.ELENA;
import static dev.deskhand.sandbox.teams.TeamsSimulator.GRACE;
import static dev.deskhand.sandbox.teams.TeamsSimulator.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.sandbox.teams.TeamsSender;
import dev.deskhand.sandbox.teams.TeamsSender.Answer;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.sandbox.teams.TeamsSimulator.Call;
import dev.deskhand.sandbox.teams.TokenDefect;
import dev.deskhand.sandbox.teams.message.TeamsAnswer;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import dev.deskhand.teams.Cloud;
import dev.deskhand.teams.MicrosoftCards;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole of Deskhand in Microsoft Teams. */
final class TeamsStoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String QUESTION = "What does the VPN client show";
  private static final String FAILED = "It says \"Authentication failed\"";

  @TempDir private Path data;
  private TeamsSimulator teams;
  private House house;
  private TeamsSender sender;

  @BeforeEach
  void open() {
    teams = TeamsSimulator.start(0, InstantSource.system());
    House.write(data, "password", teams.password());
    Settings.Teams settings =
        new Settings.Teams(
            List.of(TeamsSimulator.TENANT),
            Optional.of(
                new Settings.TeamsApp(
                    TeamsSimulator.APP,
                    "file:password",
                    Cloud.PUBLIC,
                    teams.login(),
                    teams.openId())),
            List.of(teams.service()));
    house =
        House.openWithOffers(
            data,
            new Doors(
                Optional.empty(),
                Optional.of(settings),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Map.of(
                "ada", account(ADA),
                "bob", account(BOB),
                "elena", account(ELENA),
                "grace", account(GRACE)));
    sender = teams.sender(house.at("/teams/messages"));
  }

  @AfterEach
  void close() {
    sender.close();
    house.close();
    teams.close();
    if (MicrosoftCards.areHere()) {
      assertThat(MicrosoftCards.complaints(teams.shown())).isEmpty();
    }
  }

  private static String account(String person) {
    return "teams:" + TeamsSimulator.TENANT + ":" + person;
  }

  private void say(TeamsSeat seat, String text) {
    send(sender.message(seat, text));
  }

  private void send(String activity) {
    assertThat(sender.send(activity).status()).isEqualTo(200);
  }

  private TeamsMessage shown(String text) {
    return teams.awaitMessage(message -> message.says(text), PATIENCE);
  }

  /** A press of the button in the first message that has it. */
  private String press(TeamsSeat seat, String title) {
    TeamsMessage message = teams.awaitMessage(it -> it.button(title).isPresent(), PATIENCE);
    return sender.execute(seat, message, message.button(title).orElseThrow());
  }

  private Stream<TeamsMessage> saying(String text) {
    return teams.messages().stream().filter(message -> message.says(text));
  }

  @Test
  void a_message_leads_through_a_tree_to_the_work_and_its_end() {
    TeamsSeat ada = TeamsSimulator.personal(ADA);

    say(ada, "VPN says authentication failed");
    send(press(ada, FAILED));
    shown("You can sign in again");
    TeamsMessage question = shown("Does it work now?");
    send(sender.submit(ada, question, question.button("Yes, it works").orElseThrow()));
    TeamsMessage end = shown("you are back in");

    assertThat(end.conversation()).isEqualTo(ada.conversation());
    assertThat(house.sandbox().directory().isLocked("ada")).isFalse();
    assertThat(house.sandbox().directory().changes()).hasSize(1);
    assertThat(shown(QUESTION).buttons()).isEmpty();
  }

  @Test
  void in_a_channel_it_is_answered_in_its_thread() {
    TeamsSeat ada = TeamsSimulator.channel(ADA);

    say(ada, "VPN says authentication failed");
    send(press(ada, FAILED));
    shown("Does it work now?");
    say(ada, "yes, it works");
    shown("you are back in");

    assertThat(teams.messages())
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.conversation()).isEqualTo(ada.conversation()));
  }

  @Test
  void what_a_sentence_was_understood_as_is_begun_by_a_button_of_whoever_said_it() {
    TeamsSeat elena = TeamsSimulator.personal(ELENA);
    say(elena, "reset the password of ada");
    assertThat(shown("Shall I begin?").says("Reset a password")).isTrue();

    send(press(elena, "Yes, begin"));

    shown("May this run?");
    assertThat(saying("Shall I begin?")).isEmpty();
  }

  @Test
  void what_one_asks_for_another_approves_in_a_conversation_that_the_bot_opens() {
    TeamsSeat elena = TeamsSimulator.group(ELENA);

    say(elena, "run restart-service host=vpn-gw-1 service=vpn-gateway");
    String click = press(TeamsSimulator.personal(GRACE), "Approve");
    TeamsMessage asked = shown("May this run?");
    send(
        sender.execute(
            TeamsSimulator.personal(ELENA), asked, asked.button("Approve").orElseThrow()));
    shown("Whoever asked for something can't approve it");
    assertThat(house.sandbox().host().restarts("vpn-gateway")).isZero();
    send(click);

    assertThat(shown("The service has been restarted and is up").conversation())
        .isEqualTo(elena.conversation());
    assertThat(house.sandbox().host().restarts("vpn-gateway")).isEqualTo(1);
    assertThat(shown("approved by grace").buttons()).isEmpty();
    assertThat(shown("approved by grace").conversation())
        .isEqualTo(TeamsSimulator.personal(GRACE).conversation());
    assertThat(saying("May this run?")).isEmpty();
  }

  @Test
  void the_commands_are_those_of_every_channel() {
    TeamsSeat ada = TeamsSimulator.personal(ADA);

    say(ada, "help");
    shown("unlock");
    say(ada, "runs");
    shown("There are no runs that you could see");
    say(ada, "run unlock-account");
    shown("You can sign in again");
    say(TeamsSimulator.personal(GRACE), "freeze everything because of an incident");
    shown("is frozen");
    say(TeamsSimulator.group(ELENA), "frozen");
    shown("because of an incident");
  }

  @Test
  void the_catalogue_is_found_and_chosen_from_in_whatever_conversation() {
    TeamsSeat elena = TeamsSimulator.group(ELENA);
    TeamsMessage card =
        ((TeamsAnswer.Found) sender.answered(sender.search(elena, "restart service", 0)))
            .cards()
            .getFirst();
    TeamsAnswer.Form form =
        (TeamsAnswer.Form)
            sender.answered(sender.fetch(elena, card, card.button("Choose").orElseThrow()));
    Map<String, String> said =
        Map.of("On which host?", "vpn-gw-1", "Which service, such as vpn-gateway?", "vpn-gateway");

    sender.answered(sender.submit(elena, form, said));
    sender.answered(sender.submit(elena, form, said));
    teams.awaitMessage(it -> it.button("Approve").isPresent(), PATIENCE);
    say(TeamsSimulator.personal(GRACE), "home");
    shown("Waiting for you");
    send(press(TeamsSimulator.personal(GRACE), "Approve"));

    assertThat(shown("The service has been restarted and is up").conversation())
        .isEqualTo(TeamsSimulator.personal(ELENA).conversation());
    assertThat(house.sandbox().host().restarts("vpn-gateway")).isEqualTo(1);
  }

  @Test
  void what_only_one_person_may_answer_has_buttons_for_them_alone() {
    say(TeamsSimulator.group(ADA), "VPN says authentication failed");
    TeamsMessage question = teams.awaitMessage(it -> it.button(FAILED).isPresent(), PATIENCE);

    TeamsAnswer.Card bob =
        (TeamsAnswer.Card) sender.answered(sender.refresh(TeamsSimulator.group(BOB), question));
    TeamsAnswer.Card ada =
        (TeamsAnswer.Card) sender.answered(sender.refresh(TeamsSimulator.group(ADA), question));

    assertThat(bob.message().says(QUESTION)).isTrue();
    assertThat(bob.message().buttons()).isEmpty();
    assertThat(ada.message().button(FAILED)).isPresent();
  }

  @Test
  void while_teams_is_down_a_post_waits_and_then_goes_out_once() {
    teams.failNext(Call.POST, 503, 0);
    teams.failNext(Call.POST, 429, 1);

    say(TeamsSimulator.personal(ADA), "VPN says authentication failed");
    shown(QUESTION);

    assertThat(saying(QUESTION)).hasSize(1);
  }

  @Test
  void what_teams_delivers_twice_happens_once() {
    TeamsSeat ada = TeamsSimulator.personal(ADA);
    String message = sender.message(ada, "VPN says authentication failed");

    assertThat(sender.sendTwice(message)).extracting(Answer::status).containsExactly(200, 200);
    assertThat(sender.sendTwice(press(ada, FAILED)))
        .extracting(Answer::status)
        .containsExactly(200, 200);
    shown("Does it work now?");

    assertThat(house.requests()).isEqualTo(2);
    assertThat(saying(QUESTION)).hasSize(1);
    assertThat(house.sandbox().directory().changes()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_HEADER", "ANOTHER_AUDIENCE", "ALGORITHM_NONE", "ANOTHER_KEY"})
  void what_the_bot_connector_did_not_sign_is_refused_and_leaves_nothing(TokenDefect defect) {
    long before = house.records();

    String message = sender.message(TeamsSimulator.personal(ADA), "unlock my account");
    assertThat(sender.send(message, defect).status()).isEqualTo(403);

    assertThat(house.records()).isEqualTo(before);
    assertThat(teams.messages()).isEmpty();
  }

  @Test
  void whoever_nobody_knows_is_told_so_politely() {
    say(TeamsSimulator.personal(MALLORY), "unlock my account");

    assertThat(shown("I don't know you yet").says(account(MALLORY))).isTrue();
    assertThat(sender.answered(sender.search(TeamsSimulator.group(MALLORY), "account", 0)))
        .isInstanceOfSatisfying(
            TeamsAnswer.Said.class,
            it -> assertThat(it.words()).startsWith("I don't know you yet"));
    assertThat(sender.answered(sender.search(TeamsSimulator.group(ADA), "no such thing", 0)))
        .isInstanceOfSatisfying(
            TeamsAnswer.Said.class, it -> assertThat(it.words()).startsWith("Nothing"));
    assertThat(house.sandbox().directory().changes()).isEmpty();
  }
}
