package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.sandbox.slack.AppAnswer;
import dev.deskhand.sandbox.slack.SignedDelivery;
import dev.deskhand.sandbox.slack.Signing;
import dev.deskhand.sandbox.slack.SigningSecret;
import dev.deskhand.sandbox.slack.SlackDelivery;
import dev.deskhand.sandbox.slack.SlackEndpoints;
import dev.deskhand.sandbox.slack.SlackSender;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackButton;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import dev.deskhand.sandbox.slack.message.SlackView;
import dev.deskhand.sandbox.slack.message.ViewAnswer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole of Deskhand in a Slack workspace, over HTTP and over a connection of its own. */
@ParameterizedClass
@EnumSource(SlackStoryTest.Way.class)
final class SlackStoryTest {
  /** How Slack reaches Deskhand. */
  enum Way {
    HTTP,
    SOCKET
  }

  private final Way way;

  SlackStoryTest(Way way) {
    this.way = way;
  }

  private static final String SECRET = "a practice secret of this test";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final SlackSeat ADA = SlackSimulator.seat("U0ADA", "C0HELP");
  private static final SlackSeat ELENA = SlackSimulator.seat("U0ELENA", "C0ITTEAM");
  private static final SlackSeat GRACE = SlackSimulator.seat("U0GRACE", "D0GRACE");
  private static final SlackSeat STRANGER = SlackSimulator.seat("U0NEW", "D0NEW");
  private static final String NOTED = "Thank you, noted.";
  private static final String QUESTION = "What does the VPN client show";
  private static final String FAILED = "It says \"Authentication failed\"";

  @TempDir private Path data;
  private SlackSimulator slack;
  private House house;
  private SlackSender sender;

  @BeforeEach
  void open() {
    slack = SlackSimulator.start(0, InstantSource.system());
    slack.app().install(PeopleInSlack.manifest());
    House.write(data, "signing-secret", SECRET);
    House.write(data, "bot-token", slack.botToken());
    House.write(data, "app-token", slack.appToken());
    Settings.Slack settings =
        new Settings.Slack(
            Map.of(SlackSimulator.TEAM, "file:bot-token"),
            way == Way.HTTP
                ? new Settings.SlackIntake.Signed("file:signing-secret")
                : new Settings.SlackIntake.Socket("file:app-token"),
            URI.create(slack.methodsUrl()),
            "/desk");
    house =
        House.openWithOffers(
            data,
            new Doors(
                Optional.of(settings),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Map.of(
                "ada", account("U0ADA"),
                "bob", account("U0BOB"),
                "elena", account("U0ELENA"),
                "grace", account("U0GRACE")));
    sender = way == Way.HTTP ? overHttp() : slack.socketSender();
  }

  private SlackSender overHttp() {
    return slack.sender(
        new SigningSecret(SECRET),
        new SlackEndpoints(
            house.at("/slack/events"),
            house.at("/slack/commands"),
            house.at("/slack/interactivity")));
  }

  @AfterEach
  void close() {
    sender.close();
    house.close();
    slack.close();
  }

  private static String account(String user) {
    return "slack:" + SlackSimulator.TEAM + ":" + user;
  }

  private void send(SlackDelivery delivery) {
    assertThat(sender.send(delivery).status()).isEqualTo(200);
  }

  private SlackMessage shown(String text) {
    return slack.awaitMessage(message -> message.says(text), PATIENCE);
  }

  /** The message that has this button, and the button. */
  private SlackDelivery press(SlackSeat seat, String label) {
    SlackMessage message = slack.awaitMessage(it -> find(it, label).isPresent(), PATIENCE);
    return sender.click(seat.in(message.channel()), message, find(message, label).orElseThrow());
  }

  private static Optional<SlackButton> find(SlackMessage message, String label) {
    return message.buttons().stream().filter(it -> it.label().equals(label)).findFirst();
  }

  private Stream<SlackMessage> saying(String text) {
    return slack.messages().stream().filter(message -> message.says(text));
  }

  @Test
  void a_command_leads_through_a_tree_to_the_work_and_its_end() {
    send(sender.command(ADA, "VPN says authentication failed"));
    send(press(ADA, FAILED));
    shown("You can sign in again");
    send(press(ADA, "Yes, it works"));
    SlackMessage end = shown("you are back in");

    assertThat(end.channel()).isEqualTo("D0ADA");
    assertThat(house.sandbox().directory().isLocked("ada")).isFalse();
    assertThat(house.sandbox().directory().changes()).hasSize(1);
    assertThat(shown(QUESTION).buttons()).isEmpty();
  }

  @Test
  void an_account_that_nobody_knows_becomes_a_persons_by_a_code_from_the_chat_page() {
    slack.addUser("U0NEW", "newcomer");
    send(sender.command(STRANGER, "runs"));
    shown("I don't know you yet");

    send(sender.command(STRANGER, "link " + house.linkCode("ada")));
    shown("you are ada from now on");

    send(sender.command(STRANGER, "accounts"));
    SlackMessage accounts = shown("The accounts of ada");
    assertThat(accounts.text()).contains("linked since", "U0ADA` by the people file");
    house.play(
        """
        - ada says: unlink %s
        - ada sees: "is linked to nobody any more"
        """
            .formatted(account("U0NEW")));
    send(sender.command(STRANGER, "help"));
    slack.awaitMessage(
        message -> message.says("I don't know you yet") && saying("don't know you").count() == 2,
        PATIENCE);
  }

  @Test
  void a_mention_is_answered_in_its_thread() {
    SlackMessage said = slack.say(ADA, "Something is wrong here");

    send(sender.mentionInThread(ADA, said.ts(), "VPN says authentication failed"));
    send(press(ADA, FAILED));
    shown("Does it work now?");
    send(sender.mentionInThread(ADA, said.ts(), "yes, it works"));
    shown("you are back in");

    assertThat(slack.messages())
        .isNotEmpty()
        .allSatisfy(message -> assertThat(message.threadTs()).contains(said.ts()));
  }

  @Test
  void a_direct_message_is_enough() {
    send(sender.directMessage(ADA.in("D0ADA"), "kill my stale vpn session"));

    assertThat(shown("Your old VPN session is gone").channel()).isEqualTo("D0ADA");
    assertThat(house.sandbox().vpn().sessions("ada")).isEmpty();
  }

  @Test
  void what_a_sentence_was_understood_as_is_begun_by_a_button_of_whoever_said_it() {
    send(sender.directMessage(ELENA.in("D0ELENA"), "reset the password of ada"));
    SlackMessage asked = shown("Shall I begin?");
    assertThat(asked.says("Reset a password")).isTrue();
    assertThat(asked.says("ada")).isTrue();

    send(press(ELENA.in("D0ELENA"), "Yes, begin"));

    shown("May this run?");
    assertThat(saying("Shall I begin?")).isEmpty();
  }

  @Test
  void what_one_asks_for_another_approves_by_a_button() {
    send(sender.command(ELENA, "run restart-service host=vpn-gw-1 service=vpn-gateway"));
    SlackDelivery click = press(GRACE, "Approve");
    SlackDelivery own =
        sender.click(
            ELENA.in("D0ELENA"),
            shown("May this run?"),
            shown("May this run?").buttons().getFirst());

    send(own);
    shown("Whoever asked for something can't approve it");
    assertThat(house.sandbox().host().restarts("vpn-gateway")).isZero();
    send(click);

    assertThat(shown("The service has been restarted and is up").channel()).isEqualTo("D0ELENA");
    assertThat(house.sandbox().host().restarts("vpn-gateway")).isEqualTo(1);
    assertThat(shown("approved by grace").buttons()).isEmpty();
    assertThat(saying("May this run?")).isEmpty();
  }

  @Test
  void an_approval_that_is_pressed_five_times_at_once_counts_once() throws Exception {
    send(sender.command(ELENA, "run restart-service host=vpn-gw-1 service=vpn-gateway"));
    shown("May this run?");
    List<SlackDelivery> presses = Stream.generate(() -> press(GRACE, "Approve")).limit(5).toList();

    try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<AppAnswer> answer :
          together.invokeAll(
              presses.stream().map(it -> (Callable<AppAnswer>) () -> sender.send(it)).toList())) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
    }

    shown("The service has been restarted and is up");
    assertThat(house.sandbox().host().restarts("vpn-gateway")).isEqualTo(1);
    SlackMessage decided = shown("approved by grace");
    assertThat(decided.buttons()).isEmpty();
    assertThat(decided.says("grace, grace")).isFalse();
    Await.until("each press has its word", () -> saying(NOTED).count() + moot() >= 5);
    assertThat(saying(NOTED)).hasSize(1);
  }

  private long moot() {
    return slack.messages().stream()
        .filter(
            it ->
                it.says("You have said yes already")
                    || it.says("There is no such run")
                    || it.says("That question is answered already"))
        .count();
  }

  @Test
  void two_hundred_conversations_at_once_are_answered_once_each() throws Exception {
    slack
        .limits()
        .lift(); // all of them are in one channel, in which Slack takes one answer a second
    List<SlackMessage> said =
        Stream.generate(() -> slack.say(ADA, "Something is wrong here")).limit(200).toList();

    try (ExecutorService together = Executors.newFixedThreadPool(32)) {
      for (Future<AppAnswer> answer :
          together.invokeAll(
              said.stream()
                  .map(
                      it ->
                          (Callable<AppAnswer>)
                              () ->
                                  sentAsOftenAsSlackDoes(
                                      sender.mentionInThread(
                                          ADA, it.ts(), "VPN says authentication failed")))
                  .toList())) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
    }
    Await.until("everybody is asked", () -> saying(QUESTION).count() >= 200);

    assertThat(saying(QUESTION).map(it -> it.threadTs().orElseThrow()))
        .containsExactlyInAnyOrderElementsOf(said.stream().map(SlackMessage::ts).toList());
  }

  /** What was not acknowledged within three seconds is sent three times more. */
  private AppAnswer sentAsOftenAsSlackDoes(SlackDelivery delivery) {
    SignedDelivery signed = sender.sign(delivery, Signing.VALID);
    AppAnswer answer = sender.send(signed);
    for (int retry = 1; retry <= 3 && answer.status() != 200; retry++) {
      answer = sender.send(signed.retried(retry));
    }
    return answer;
  }

  @Test
  void whom_slack_puts_into_a_command_is_whom_the_people_file_names() {
    send(sender.command(ELENA, "run unlock-account account=<@U0ADA|ada>"));

    assertThat(shown("Shall I begin?").text()).contains("\naccount: ada\n");
  }

  @Test
  void a_message_becomes_a_ticket_by_its_shortcut() {
    SlackMessage said = slack.say(ADA, "My chair squeaks");

    send(sender.shortcut(ADA, "deskhand-ticket", said.ts(), "My chair squeaks"));
    SlackView form = slack.awaitView(SlackView::isModal, PATIENCE);
    send(sender.submission(ADA, form, Map.of()));

    SlackMessage opened = shown("Your ticket is builtin-1");
    assertThat(opened.threadTs()).contains(said.ts());
  }

  private SlackView home(SlackSeat seat, String text) {
    return slack.awaitView(view -> view.user().equals(seat.user()) && view.says(text), PATIENCE);
  }

  @Test
  void from_their_own_page_one_fills_in_a_form_and_another_approves_what_it_asks_for() {
    send(sender.homeOpened(ELENA, "home"));
    send(sender.press(ELENA, home(ELENA, "Restart a service"), "🔄 Restart a service"));
    SlackView form = slack.awaitView(SlackView::isModal, PATIENCE);
    Map<String, String> wrong =
        Map.of("On which host?", "-rf /", "Which service, such as vpn-gateway?", "vpn-gateway");
    assertThat(sent(form, wrong)).isInstanceOf(ViewAnswer.Errors.class);
    Map<String, String> right =
        Map.of("On which host?", "vpn-gw-1", "Which service, such as vpn-gateway?", "vpn-gateway");

    assertThat(sent(form, right)).isInstanceOf(ViewAnswer.Closed.class);
    assertThat(sent(form, right)).isInstanceOf(ViewAnswer.Closed.class);
    shown("May this run?");
    send(sender.homeOpened(GRACE, "home"));
    SlackView waiting = home(GRACE, "May this run?");
    assertThat(house.sandbox().host().restarts("vpn-gateway")).isZero();
    send(sender.press(GRACE, waiting, "Approve"));
    send(sender.press(GRACE, waiting, "Approve"));

    assertThat(shown("The service has been restarted and is up").channel()).isEqualTo("D0ELENA");
    assertThat(house.sandbox().host().restarts("vpn-gateway")).isEqualTo(1);
    assertThat(home(ELENA, "Restart a service  succeeded").says("My requests")).isTrue();
    assertThat(home(GRACE, "Nothing.").says("May this run?")).isFalse();
  }

  private ViewAnswer sent(SlackView form, Map<String, String> said) {
    return slack.views().answered(form, sender.send(sender.submission(ELENA, form, said)));
  }

  @Test
  void in_a_channel_without_the_bot_whoever_asks_is_answered_there_and_pages_take_turns() {
    SlackSeat elsewhere = ADA.in("C0PRIVATE");

    send(sender.command(elsewhere, "catalogue"));
    SlackMessage first = slack.awaitMessage(it -> find(it, "Show more").isPresent(), PATIENCE);
    send(sender.click(elsewhere, first, find(first, "Show more").orElseThrow()));
    SlackMessage second = slack.awaitMessage(it -> !it.text().equals(first.text()), PATIENCE);

    assertThat(second.channel()).isEqualTo("C0PRIVATE");
    assertThat(second.onlyFor()).contains("U0ADA");
    assertThat(second.ts()).isEqualTo(first.ts());
    assertThat(slack.messages()).hasSize(1);
  }

  @Test
  void while_slack_is_down_a_post_waits_and_then_goes_out_once() {
    slack.failNext("chat.postMessage", 503, 0);
    slack.failNext("chat.postMessage", 429, 1);

    send(sender.command(ADA, "VPN says authentication failed"));
    shown(QUESTION);
    Await.until("the call is counted", () -> slack.effects("chat.postMessage") > 0);

    assertThat(slack.effects("chat.postMessage")).isEqualTo(1);
    assertThat(saying(QUESTION)).hasSize(1);
  }

  @Test
  void a_post_whose_answer_was_lost_is_found_and_not_repeated() {
    slack.applyThenDrop("chat.postMessage");

    send(sender.command(ADA, "VPN says authentication failed"));
    send(press(ADA, FAILED));
    shown("Does it work now?");

    assertThat(saying(QUESTION)).hasSize(1);
  }

  @Test
  void what_slack_delivers_twice_happens_once() {
    SlackDelivery command = sender.command(ADA, "VPN says authentication failed");

    assertThat(sender.sendTwice(command)).extracting(AppAnswer::status).containsExactly(200, 200);
    assertThat(sender.sendTwice(press(ADA, FAILED)))
        .extracting(AppAnswer::status)
        .containsExactly(200, 200);
    shown("Does it work now?");

    assertThat(house.requests()).isEqualTo(2);
    assertThat(saying(QUESTION)).hasSize(1);
    assertThat(house.sandbox().directory().changes()).hasSize(1);
  }

  @Test
  void what_slack_did_not_sign_is_refused_and_leaves_nothing() {
    SlackDelivery command = sender.command(ADA, "VPN says authentication failed");
    SlackDelivery event = sender.directMessage(ADA.in("D0ADA"), "kill my stale vpn session");

    try (SlackSender http = overHttp()) {
      int refused = way == Way.HTTP ? 401 : 404;
      for (Signing signing : EnumSet.complementOf(EnumSet.of(Signing.VALID))) {
        assertThat(http.send(command, signing).status()).as("%s", signing).isEqualTo(refused);
        assertThat(http.send(event, signing).status()).as("%s", signing).isEqualTo(refused);
      }
    }

    assertThat(house.requests()).isZero();
    assertThat(slack.messages()).isEmpty();
  }

  @Test
  void whoever_nobody_knows_is_told_so_politely() {
    send(sender.command(SlackSimulator.seat("U0MALLORY", "C0HELP"), "unlock my account"));

    assertThat(shown("I don't know you yet").says(account("U0MALLORY"))).isTrue();
    assertThat(house.sandbox().directory().changes()).isEmpty();
  }
}
