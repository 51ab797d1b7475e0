package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.DeliveryFailedException.Remedy;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Message.Fact;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.bot.plan.Choices;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackChannelTest {
  private static final String TEAM = SlackSimulator.TEAM;
  private static final String THREAD = "1700000000.000100";
  private static final Audience EVERYONE = new Audience.Everyone();
  private static final Audience ADA = new Audience.Only(new Account("slack", TEAM, "U0ADA"));
  private static final Message LONG = Message.text("a line of it & more\n".repeat(2_000));

  private final SlackSimulator slack =
      SlackSimulator.start(0, InstantSource.fixed(Instant.parse("2026-11-20T10:00:00Z")));
  private final PracticeStock stock = new PracticeStock();
  private final SlackChannel channel = channel(slack.botToken());

  /** The clock stands still; what comes of Slack's limits is looked at in SlackLimitsTest. */
  @BeforeEach
  void install() {
    slack.limits().lift();
    slack.app().install(SlackTown.manifest(SlackTown.Way.SOCKET));
  }

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void a_post_stands_in_its_thread_with_its_key() {
    String receipt = channel.post(post("k-1", ":C0HELP:" + THREAD, "**Done**"), Optional.empty());

    SlackMessage message = slack.messages().getFirst();
    assertThat(receipt).isEqualTo("C0HELP:" + message.ts());
    assertThat(message.threadTs()).contains(THREAD);
    assertThat(message.says("\"text\":\"Done\",\"style\":{\"bold\":true")).isTrue();
    assertThat(message.metadata().orElseThrow().eventType()).isEqualTo("deskhand_post");
    assertThat(message.metadata().orElseThrow().eventPayloadJson()).contains("\"key\":\"k-1\"");
  }

  @Test
  void a_post_in_a_channel_stands_in_no_thread() {
    channel.post(post("k-1", ":C0HELP", "x"), Optional.empty());

    assertThat(slack.messages().getFirst().threadTs()).isEmpty();
  }

  @Test
  void text_facts_and_buttons_pass_the_strict_interface() {
    Message message =
        new Message(
            "Is `ada` locked?",
            List.of(new Fact("Host", "<vpn>"), new Fact("Log", "'\"&".repeat(2_500))),
            List.of(
                new Button("Yes", Button.Style.PRIMARY, ButtonAction.of("answer", "w", "y")),
                new Button("No", Button.Style.DANGER, ButtonAction.of("answer", "w", "n")),
                Button.plain("?", ButtonAction.of("answer", "w", "m"))));

    channel.post(post("k-1", ":C0HELP", message, EVERYONE), Optional.empty());

    assertThat(slack.messages().getFirst().buttons())
        .extracting(button -> button.value().orElseThrow())
        .containsExactly("answer:w:y", "answer:w:n", "answer:w:m");
  }

  @Test
  void hostile_text_mentions_nobody_and_hides_no_link() {
    channel.post(
        post("k-1", ":C0HELP", "<!channel> <https://evil.example|bank> & **<@U0BOB>**"),
        Optional.empty());

    SlackMessage message = slack.messages().getFirst();
    assertThat(message.text())
        .doesNotContain("<!channel>", "<https", "<@U0BOB>")
        .contains("&lt;!channel&gt;", "&lt;@U0BOB&gt;");
    assertThat(message.json())
        .doesNotContain("mrkdwn")
        .contains("\"text\":\"<!channel> <https://evil.example|bank> & \"")
        .contains("\"text\":\"<@U0BOB>\"");
  }

  @Test
  void what_would_read_in_another_order_than_it_is_written_is_not_shown() {
    Message message =
        new Message(
            "restart \u202Egpv\u202C now",
            List.of(new Fact("\u2066host\u2069", "\u202Eone-db")),
            List.of(Button.plain("Yes", ButtonAction.of("approve", "r"))));

    channel.post(post("k-1", ":C0HELP", message, EVERYONE), Optional.empty());

    assertThat(slack.messages().getFirst().json())
        .contains("restart \uFFFDgpv\uFFFD now", "\uFFFDone-db")
        .doesNotContain("\u202E", "\u2066");
  }

  @Test
  void hostile_text_of_a_hundred_thousand_characters_arrives_whole() {
    String hostile = "<!channel> *_~`>&\u0000\u202E \uD83D\uDD25".repeat(5_000);

    channel.post(
        post(
            "k-1",
            ":C0HELP",
            new Message(hostile, List.of(new Fact(hostile, hostile)), List.of()),
            EVERYONE),
        Optional.empty());

    String all = slack.messages().stream().map(SlackMessage::json).collect(Collectors.joining());
    assertThat(all.split("!channel", -1).length - 1).isGreaterThanOrEqualTo(15_000);
    assertThat(slack.messages())
        .noneMatch(it -> it.json().contains("mrkdwn") || it.text().contains("<!channel>"));
  }

  @Test
  void tables_and_code_pass_the_strict_interface_however_hostile_and_long() {
    String hostile = "<!channel> *_~`>&\u0000\u202E \uD83D\uDD25\n".repeat(5_000);
    Message message =
        Message.text("It failed.")
            .showing(
                new Exhibit.Code("Why", hostile),
                new Exhibit.Table("", List.of("Step", "Log"), List.of(List.of("1", hostile))));

    channel.post(post("k-1", ":C0HELP", message, EVERYONE), Optional.empty());

    String all = slack.messages().stream().map(SlackMessage::json).collect(Collectors.joining());
    assertThat(all).contains("rich_text_preformatted").doesNotContain("\u202E", "\\u0000");
    assertThat(all.split("\uD83D\uDD25", -1).length - 1).isGreaterThanOrEqualTo(10_000);
    assertThat(slack.messages()).noneMatch(it -> it.text().contains("<!channel>"));
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 40, 80, 900})
  void an_answered_question_leaves_nothing_to_press_however_many_values_it_offered(int count) {
    List<Button> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(
          Button.plain(
              "a host of the company's ".repeat(3) + i,
              ButtonAction.of("value", "host", "0badcafe", "" + i)));
    }
    if (count > Choices.MANY) {
      values.add(Button.plain("Choose from a list", ButtonAction.of("inputs", "x", "y")));
    }
    Message question = new Message("Which one is it? ".repeat(900), List.of(), values);

    String old = channel.post(post("k-1", ":C0HELP", question, EVERYONE), Optional.empty());
    assertThat(slack.messages().getFirst().buttons()).isNotEmpty();
    assertThat(slack.messages().getFirst().text()).contains("Which one");
    var _ = channel.post(post("k-2", ":C0HELP", "You said: one."), Optional.of(old));

    assertThat(slack.messages()).allSatisfy(it -> assertThat(it.buttons()).isEmpty());
  }

  @Test
  void a_replacement_takes_the_place_and_the_buttons_of_what_was_posted() {
    Button yes = Button.plain("Yes", ButtonAction.of("approve", "r-1"));
    Message question = new Message("Approve?", List.of(), List.of(yes));
    String old = channel.post(post("k-1", ":C0HELP", question, EVERYONE), Optional.empty());

    String receipt = channel.post(post("k-2", ":C0HELP", "Approved."), Optional.of(old));

    assertThat(receipt).isEqualTo(old);
    assertThat(slack.messages()).hasSize(1);
    assertThat(slack.messages().getFirst().buttons()).isEmpty();
    assertThat(slack.messages().getFirst().says("Approved.")).isTrue();
    assertThat(channel.find(post("k-2", ":C0HELP", "Approved."))).contains(old);
  }

  @Test
  void every_workspace_is_spoken_to_with_its_own_token() {
    SlackChannel both =
        new SlackChannel(
            settings(Map.of(TEAM, slack.botToken(), "T0SECOND", "xoxb-second")), stock);
    ChannelPost there =
        new ChannelPost(
            new DeliveryKey("k-2"),
            new ConversationId("slack", "T0SECOND:C0HELP"),
            EVERYONE,
            Message.text("there"),
            Optional.empty());
    both.post(post("k-1", ":C0HELP", "here"), Optional.empty());
    assertThatThrownBy(() -> both.post(there, Optional.empty())).hasMessageContaining("bot-token");

    slack.accept("xoxb-second");
    both.post(there, Optional.empty());

    assertThat(slack.messages()).hasSize(2);
    assertThat(both.direct(new Account("slack", "T0SECOND", "U0ADA")))
        .contains(new ConversationId("slack", "T0SECOND:U0ADA"));
    assertThat(both.direct(new Account("slack", "T0THIRD", "U0ADA"))).isEmpty();
  }

  @Test
  void what_is_gone_is_posted_anew_instead_of_replaced() {
    String receipt =
        channel.post(post("k-2", ":C0HELP", "x"), Optional.of("C0HELP:1700000000.000900"));

    assertThat(slack.messages()).hasSize(1);
    assertThat(receipt).isEqualTo("C0HELP:" + slack.messages().getFirst().ts());
  }

  @Test
  void what_is_for_one_person_is_shown_to_that_person_only() {
    String receipt =
        channel.post(post("k-1", ":C0HELP:" + THREAD, Message.text("psst"), ADA), Optional.empty());

    SlackMessage message = slack.messages().getFirst();
    assertThat(message.onlyFor()).contains("U0ADA");
    assertThat(message.threadTs()).contains(THREAD);
    assertThat(receipt).startsWith("ephemeral:C0HELP:");
    assertThat(
            channel.post(post("k-2", ":C0HELP", Message.text("more"), ADA), Optional.of(receipt)))
        .startsWith("ephemeral:");
  }

  @Test
  void where_that_can_not_be_it_becomes_a_direct_message() {
    String receipt =
        channel.post(post("k-1", ":C0GONE", Message.text("psst"), ADA), Optional.empty());

    assertThat(receipt).startsWith("D0ADA:");
    assertThat(slack.messages().getFirst().onlyFor()).isEmpty();
    assertThat(channel.find(post("k-1", ":C0GONE", Message.text("psst"), ADA))).contains(receipt);
  }

  @Test
  void a_person_is_spoken_to_directly() {
    ConversationId direct = channel.direct(new Account("slack", TEAM, "U0BOB")).orElseThrow();

    String receipt =
        channel.post(
            new ChannelPost(
                new DeliveryKey("k-1"), direct, EVERYONE, Message.text("hi"), Optional.empty()),
            Optional.empty());

    assertThat(direct).isEqualTo(new ConversationId("slack", TEAM + ":U0BOB"));
    assertThat(receipt).startsWith("D0BOB:");
    assertThat(channel.direct(new Account("web", TEAM, "U0BOB"))).isEmpty();
    assertThat(channel.direct(new Account("slack", "T0OTHER", "U0BOB"))).isEmpty();
    assertThat(channel.direct(new Account("slack", TEAM, "bob@example.org"))).isEmpty();
  }

  @Test
  void what_was_posted_is_found_by_its_key_and_nothing_else_is() {
    ChannelPost inThread = post("k-1", ":C0HELP:" + THREAD, "x");
    ChannelPost inChannel = post("k-2", ":C0HELP", "x");
    String first = channel.post(inThread, Optional.empty());
    String second = channel.post(inChannel, Optional.empty());

    assertThat(channel.find(inThread)).contains(first);
    assertThat(channel.find(inChannel)).contains(second);
    assertThat(channel.find(post("k-3", ":C0HELP", "x"))).isEmpty();
    assertThat(channel.find(post("k-3", ":C0HELP:" + THREAD, "x"))).isEmpty();
  }

  @Test
  void it_is_found_behind_many_newer_messages() {
    ChannelPost post = post("k-1", ":C0HELP", "x");
    String receipt = channel.post(post, Optional.empty());
    for (int i = 0; i < 450; i++) {
      slack.say(SlackSimulator.seat("U0BOB", "C0HELP"), "talk " + i);
    }

    assertThat(channel.find(post)).contains(receipt);
  }

  @Test
  void in_a_place_too_full_to_be_sure_it_says_that_it_does_not_know() {
    for (int i = 0; i < 2_100; i++) {
      slack.say(SlackSimulator.seat("U0BOB", "C0HELP"), "talk " + i);
    }

    DeliveryFailedException failure =
        catchThrowableOfType(
            DeliveryFailedException.class, () -> channel.find(post("k-1", ":C0HELP", "x")));

    assertThat(failure.remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(failure).hasMessageContaining("k-1").hasMessageContaining("unknown");
  }

  @Test
  void a_post_whose_answer_was_lost_was_sent_once_and_is_found() {
    ChannelPost first = post("k-1", ":C0HELP", "x");
    channel.post(post("k-0", ":C0HELP", "warms the connection"), Optional.empty());
    slack.applyThenDrop("chat.postMessage");

    assertThat(failure(first).remedy()).isEqualTo(Remedy.RETRY);

    assertThat(slack.messages()).hasSize(2);
    assertThat(channel.find(first)).contains("C0HELP:" + slack.messages().getLast().ts());
  }

  @Test
  void a_call_that_hangs_ends_and_is_tried_again() {
    slack.applyThenHang("chat.postMessage", Duration.ofSeconds(30));
    SlackChannel impatient =
        new SlackChannel(settings(slack.botToken()), stock, Duration.ofMillis(300));

    DeliveryFailedException failure =
        catchThrowableOfType(
            DeliveryFailedException.class,
            () -> impatient.post(post("k-1", ":C0HELP", "x"), Optional.empty()));

    assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
    assertThat(channel.find(post("k-1", ":C0HELP", "x"))).isPresent();
  }

  @Test
  void a_long_message_goes_on_in_the_thread_below_it() {
    ChannelPost post = post("k-1", ":C0HELP", LONG, EVERYONE);

    String receipt = channel.post(post, Optional.empty());

    List<SlackMessage> messages = slack.messages();
    assertThat(messages).hasSizeGreaterThan(2);
    assertThat(receipt).isEqualTo("C0HELP:" + messages.getFirst().ts());
    assertThat(messages.subList(1, messages.size()))
        .allSatisfy(m -> assertThat(m.threadTs()).contains(messages.getFirst().ts()));
    assertThat(channel.find(post)).contains(receipt);
  }

  @Test
  void a_long_message_that_broke_off_is_finished_and_not_doubled() {
    for (String place : List.of(":C0HELP", ":C0ITTEAM:" + THREAD)) {
      ChannelPost post = post("k-" + place, place, LONG, EVERYONE);
      int before = slack.messages().size();
      slack.applyThenDrop("chat.postMessage");
      assertThat(failure(post).remedy()).isEqualTo(Remedy.RETRY);
      assertThat(channel.find(post)).isEmpty();

      String receipt = channel.post(post, Optional.empty());

      assertThat(slack.messages()).hasSize(before + BlockKit.render(LONG).size());
      assertThat(channel.find(post)).contains(receipt);
    }
  }

  @Test
  void a_request_for_a_pause_is_obeyed() {
    slack.failNext("chat.postMessage", 429, 17);

    DeliveryFailedException failure = failure(post("k-1", ":C0HELP", "x"));

    assertThat(failure.remedy()).as("nothing was posted").isEqualTo(Remedy.REPEAT);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17));
    assertThat(slack.messages()).isEmpty();
  }

  @Test
  void a_pause_of_opening_conversations_is_obeyed_too_and_holds_up_no_channel() {
    slack.failNext("conversations.open", 429, 23);
    for (String key : List.of("k-1", "k-2")) {
      ChannelPost direct = post(key, ":U0BOB", "Hello");
      assertThat(
              catchThrowableOfType(
                      DeliveryFailedException.class, () -> channel.post(direct, Optional.empty()))
                  .retryAfter()
                  .orElseThrow())
          .isGreaterThan(Duration.ofSeconds(20));
    }
    channel.post(post("k-3", ":C0HELP", "other"), Optional.empty());

    assertThat(slack.limits().impatient()).isZero();
    assertThat(slack.messages()).hasSize(1);
  }

  @Test
  void a_pause_of_changing_messages_is_obeyed_too_and_holds_up_no_posting() {
    String old = channel.post(post("k-1", ":C0HELP", "Working"), Optional.empty());
    slack.failNext("chat.update", 429, 23);
    ChannelPost done = post("k-2", ":C0HELP", "Done");

    assertThat(
            catchThrowableOfType(
                    DeliveryFailedException.class, () -> channel.post(done, Optional.of(old)))
                .retryAfter())
        .contains(Duration.ofSeconds(23));
    assertThat(
            catchThrowableOfType(
                    DeliveryFailedException.class, () -> channel.post(done, Optional.of(old)))
                .retryAfter()
                .orElseThrow())
        .isGreaterThan(Duration.ofSeconds(20));
    channel.post(post("k-3", ":C0HELP", "other"), Optional.empty());

    assertThat(slack.limits().impatient()).isZero();
    assertThat(slack.messages()).hasSize(2);
    assertThat(slack.messages().getFirst().says("Working")).isTrue();
  }

  @Test
  void a_pause_in_the_middle_of_a_long_message_does_not_say_that_nothing_was_posted() {
    ChannelPost post = post("k-1", ":C0HELP", LONG, EVERYONE);
    slack.applyThenDrop("chat.postMessage");
    assertThat(failure(post).remedy()).isEqualTo(Remedy.RETRY);
    assertThat(channel.find(post)).isEmpty();
    slack.failNext("chat.postMessage", 429, 1);

    assertThat(failure(post).remedy()).isEqualTo(Remedy.RETRY);
  }

  @Test
  void a_long_message_is_posted_where_there_are_too_many_to_look_through() {
    for (int i = 0; i < 2_100; i++) {
      slack.say(SlackSimulator.seat("U0BOB", "C0HELP"), "talk " + i);
    }

    channel.post(post("k-1", ":C0HELP", LONG, EVERYONE), Optional.empty());

    assertThat(slack.messages()).hasSize(BlockKit.render(LONG).size());
  }

  @Test
  void trouble_of_slack_is_tried_again() {
    for (int status : List.of(500, 502, 503)) {
      slack.failNext("chat.postMessage", status, 0);
      assertThat(failure(post("k-1", ":C0HELP", "x")).remedy()).isEqualTo(Remedy.RETRY);
    }
    slack.failNext("conversations.history", 503, 0);
    DeliveryFailedException failure =
        catchThrowableOfType(
            DeliveryFailedException.class, () -> channel.find(post("k-1", ":C0HELP", "x")));
    assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
  }

  @Test
  void a_place_that_is_not_there_is_given_up_with_what_to_do() {
    DeliveryFailedException gone = failure(post("k-1", ":C0GONE", "x"));
    DeliveryFailedException foreign =
        failure(
            new ChannelPost(
                new DeliveryKey("k-1"),
                new ConversationId("slack", "T0OTHER:C0HELP"),
                EVERYONE,
                Message.text("x"),
                Optional.empty()));

    assertThat(gone.remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(gone).hasMessageContaining("C0GONE").hasMessageContaining("/invite");
    assertThat(foreign.remedy()).isEqualTo(Remedy.GIVE_UP);
  }

  @Test
  void a_wrong_token_waits_to_be_repaired_and_is_not_shown() {
    String token = "xoxb-planted-0815";

    DeliveryFailedException failure =
        catchThrowableOfType(
            DeliveryFailedException.class,
            () -> channel(token).post(post("k-1", ":C0HELP", "x"), Optional.empty()));

    assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
    assertThat(failure)
        .hasMessageContaining("invalid_auth")
        .hasMessageContaining("slack.bot-token")
        .hasMessageNotContaining("planted");
  }

  @Test
  void slack_being_away_is_tried_again() {
    slack.close();

    assertThat(failure(post("k-1", ":C0HELP", "x")).remedy()).isEqualTo(Remedy.RETRY);
  }

  private DeliveryFailedException failure(ChannelPost post) {
    return catchThrowableOfType(
        DeliveryFailedException.class, () -> channel.post(post, Optional.empty()));
  }

  private SlackChannel channel(String token) {
    return new SlackChannel(settings(token), stock);
  }

  private SlackSettings settings(String token) {
    return settings(Map.of(TEAM, token));
  }

  private SlackSettings settings(Map<String, String> tokens) {
    return new SlackSettings(
        TenantId.DEFAULT,
        tokens,
        new SlackSettings.Intake.Signed("secret"),
        URI.create(slack.methodsUrl()),
        SlackSettings.COMMAND);
  }

  private static ChannelPost post(String key, String place, String text) {
    return post(key, place, Message.text(text), EVERYONE);
  }

  private static ChannelPost post(String key, String place, Message message, Audience audience) {
    return new ChannelPost(
        new DeliveryKey(key),
        new ConversationId("slack", TEAM + place),
        audience,
        message,
        Optional.empty());
  }
}
