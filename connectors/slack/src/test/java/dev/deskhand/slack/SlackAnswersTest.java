package dev.deskhand.slack;

import static dev.deskhand.slack.SlackTown.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.bot.message.Outbound.Signpost;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Personal;
import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalRequest;
import dev.deskhand.sandbox.http.LocalServer;
import dev.deskhand.sandbox.slack.message.SlackCall;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers by the URL that came with a command or press, over HTTP and over a connection. */
@ParameterizedClass
@EnumSource(SlackTown.Way.class)
final class SlackAnswersTest {
  /** A private channel, of which the bot is no member. */
  private static final SlackSeat ELSEWHERE = ADA.in("C0PRIVATE");

  private static final Message CATALOGUE =
      new Message("Page 1", List.of(), List.of(Button.plain("More", ButtonAction.of("more", "2"))));

  private final SlackTown town;
  private final SlackChannel channel;
  private int posts;

  SlackAnswersTest(SlackTown.Way way) {
    town = new SlackTown(way);
    channel = new SlackChannel(town.settings, new PracticeStock());
  }

  @AfterEach
  void close() {
    town.close();
  }

  /** Answers the request that came in last, to whoever made it. */
  private String answer(Message message) {
    return answer(
        message, new Audience.Only(town.reception.accepted().getLast().envelope().sender()));
  }

  private String answer(Message message, Audience audience) {
    var envelope = town.reception.accepted().getLast().envelope();
    return channel.post(
        new ChannelPost(
            new DeliveryKey("k-" + ++posts),
            envelope.conversation(),
            audience,
            message,
            Optional.empty(),
            envelope.answerBy()),
        Optional.empty());
  }

  private SlackMessage last() {
    return town.slack.messages().getLast();
  }

  private long answersBy(String outcome) {
    return town.slack.calls().stream()
        .filter(it -> it.equals(new SlackCall("response_url", new SlackCall.Outcome(outcome))))
        .count();
  }

  @Test
  void where_the_bot_is_no_member_whoever_asked_reads_the_answer_there_alone() {
    town.sender.send(town.sender.command(ELSEWHERE, "help"));

    String receipt = answer(Message.text("You may …"));

    assertThat(receipt).isEqualTo("ephemeral:U0ADA:response");
    assertThat(last().channel()).isEqualTo("C0PRIVATE");
    assertThat(last().onlyFor()).contains("U0ADA");
    assertThat(answersBy("ok")).isEqualTo(1);
  }

  @Test
  void what_begins_with_a_command_goes_on_directly_and_the_channel_says_where() {
    for (SlackSeat seat : List.of(ELSEWHERE, ADA)) {
      town.sender.send(town.sender.command(seat, "run unlock-account"));

      String receipt = answer(Message.text("I am on it"), new Audience.Everyone());

      assertThat(receipt).startsWith("D0ADA:");
      assertThat(last().channel()).isEqualTo(seat.channel());
      assertThat(last().onlyFor()).contains("U0ADA");
      assertThat(last().says("I answer you in our direct conversation")).isTrue();
    }
    assertThat(town.slack.messages())
        .as("nobody else in a channel reads any of it")
        .allMatch(it -> it.channel().equals("D0ADA") || it.onlyFor().isPresent());
  }

  @Test
  void where_the_channel_can_not_be_told_the_answer_stands_there_once_all_the_same() {
    town.sender.send(town.sender.command(ADA, "run unlock-account"));
    town.slack.failNext("response_url", 429, 45);

    answer(Message.text("I am on it"), new Audience.Everyone());

    assertThat(town.slack.messages()).hasSize(1);
    assertThat(last().channel()).isEqualTo("D0ADA");
  }

  @Test
  void what_everybody_was_to_read_where_the_bot_is_no_member_is_told_to_whoever_asked() {
    town.sender.send(town.sender.command(ELSEWHERE, "pin-offer restart-service"));

    answer(Message.text("Pinned"), new Audience.Everyone());

    assertThat(last().channel()).isEqualTo("C0PRIVATE");
    assertThat(last().onlyFor()).contains("U0ADA");
    assertThat(last().says("Pinned")).isTrue();
  }

  @Test
  void what_goes_that_way_says_where_the_portal_has_its_files() {
    town.sender.send(town.sender.command(ELSEWHERE, "pin-offer r-1"));
    Attachment file = new PracticeStock().keep("apply-output.txt", "It failed.");

    answer(Message.text("r-1").showing(new Exhibit.File(file)), new Audience.Everyone());

    assertThat(last().json()).contains("\"url\":\"https://desk.example" + file.place());
  }

  @Test
  void what_has_files_goes_directly_and_the_channel_says_where() {
    town.sender.send(town.sender.command(ELSEWHERE, "show r-1"));
    Attachment file = new PracticeStock().keep("apply-output.txt", "It failed.");

    answer(Message.text("r-1").showing(new Exhibit.File(file)));

    assertThat(town.slack.messages())
        .filteredOn(it -> !it.channel().equals("D0ADA"))
        .singleElement()
        .matches(it -> it.says("I answer you in our direct conversation"))
        .matches(it -> it.onlyFor().equals(Optional.of("U0ADA")));
  }

  @Test
  void what_speaks_later_is_pointed_to_and_nothing_is_said_directly() {
    for (SlackSeat seat : List.of(ELSEWHERE, ADA)) {
      town.sender.send(town.sender.command(seat, "run unlock-account"));

      channel.point(signpost());

      assertThat(last().channel()).isEqualTo(seat.channel());
      assertThat(last().onlyFor()).contains("U0ADA");
      assertThat(last().says("I answer you in our direct conversation")).isTrue();
    }
    assertThat(town.slack.messages()).hasSize(2);
  }

  @Test
  void what_goes_on_where_it_was_asked_for_needs_no_signpost() {
    town.sender.send(town.sender.command(ADA, "pin-offer restart-service"));

    channel.point(signpost());

    assertThat(town.slack.messages()).isEmpty();
  }

  private Signpost signpost() {
    var envelope = town.reception.accepted().getLast().envelope();
    return new Signpost(
        new DeliveryKey("k-where"), envelope.conversation(), envelope.answerBy().orElseThrow());
  }

  @Test
  void what_takes_the_place_of_something_is_not_pointed_to() {
    town.sender.send(town.sender.command(ADA, "run unlock-account"));
    var envelope = town.reception.only().envelope();

    channel.post(
        new ChannelPost(
            new DeliveryKey("k-over"),
            envelope.conversation(),
            new Audience.Everyone(),
            Message.text("Answered"),
            Optional.of(new DeliveryKey("k-lost")),
            envelope.answerBy()),
        Optional.empty());

    assertThat(town.slack.messages()).allMatch(it -> it.channel().equals("D0ADA"));
  }

  @Test
  void a_pause_that_slack_asks_for_there_is_obeyed_and_the_answer_is_said_once() {
    town.sender.send(town.sender.command(ELSEWHERE, "help"));
    town.slack.failNext("response_url", 429, 45);

    DeliveryFailedException failure =
        catchThrowableOfType(
            DeliveryFailedException.class, () -> answer(Message.text("You may …")));

    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(45));
    assertThat(town.slack.messages()).isEmpty();
    String _ = answer(Message.text("You may …"));
    assertThat(town.slack.messages()).hasSize(1);
  }

  @Test
  void what_failed_there_is_said_again_since_it_can_not_be_looked_for() {
    town.sender.send(town.sender.command(ELSEWHERE, "run unlock-account"));
    var envelope = town.reception.accepted().getLast().envelope();
    ChannelPost post =
        new ChannelPost(
            new DeliveryKey("k-again"),
            envelope.conversation(),
            new Audience.Everyone(),
            Message.text("I am on it"),
            Optional.empty(),
            envelope.answerBy());

    assertThat(channel.find(post)).isEmpty();
  }

  @Test
  void where_the_bot_is_a_member_nothing_of_the_channel_needs_that_way() {
    town.sender.send(town.sender.command(ADA, "pin-offer restart-service"));

    answer(Message.text("You may …"));

    assertThat(last().onlyFor()).contains("U0ADA");
    assertThat(answersBy("ok")).isZero();
  }

  @Test
  void an_answer_to_a_button_that_one_person_sees_takes_the_buttons_place() {
    town.sender.send(town.sender.command(ADA, "catalogue"));
    answer(CATALOGUE);
    SlackMessage shown = last();
    town.sender.send(town.sender.click(ADA, shown, shown.buttons().getFirst()));

    answer(Message.text("Page 2"));

    assertThat(town.slack.messages()).hasSize(1);
    assertThat(last().says("Page 2")).isTrue();
    assertThat(last().buttons()).isEmpty();
    assertThat(last().onlyFor()).contains("U0ADA");
  }

  @Test
  void an_answer_to_a_button_that_everybody_sees_takes_nobodys_place() {
    town.sender.send(town.sender.command(ADA, "pin-offer restart-service"));
    answer(CATALOGUE, new Audience.Everyone());
    SlackMessage shown = last();
    town.sender.send(town.sender.click(ADA, shown, shown.buttons().getFirst()));

    answer(Message.text("Page 2"));

    assertThat(town.slack.messages()).hasSize(2);
  }

  @Test
  void the_sixth_answer_goes_another_way() {
    town.sender.send(town.sender.command(ELSEWHERE, "help"));

    for (int i = 1; i <= 5; i++) {
      answer(Message.text("Answer " + i));
    }
    String sixth = answer(Message.text("Answer 6"));

    assertThat(answersBy("ok")).isEqualTo(5);
    assertThat(answersBy("used_url")).isEqualTo(1);
    assertThat(sixth).startsWith("D0ADA:");
    assertThat(last().says("Answer 6")).isTrue();
  }

  @Test
  void what_is_too_late_goes_another_way() {
    town.sender.send(town.sender.command(ELSEWHERE, "help"));
    town.clock.pass(Duration.ofMinutes(30).plusSeconds(1));

    assertThat(answer(Message.text("It took long"))).startsWith("D0ADA:");

    assertThat(answersBy("expired_url")).isEqualTo(1);
  }

  @Test
  void what_needs_more_than_five_answers_goes_another_way_as_a_whole_and_the_channel_says_where() {
    town.slack.limits().lift(); // its many parts would have to wait for a clock that stands still
    town.sender.send(town.sender.command(ELSEWHERE, "help"));

    assertThat(answer(Message.text("a line & more\n".repeat(8_000)))).startsWith("D0ADA:");

    assertThat(answersBy("ok")).isEqualTo(1);
    assertThat(last().channel()).isEqualTo("C0PRIVATE");
    assertThat(last().says("I answer you in our direct conversation")).isTrue();
  }

  @Test
  void a_url_of_another_host_is_never_called() {
    List<LocalRequest> called = new CopyOnWriteArrayList<>();
    LocalServer other =
        LocalServer.start(
            0,
            request -> {
              called.add(request);
              return LocalAnswer.status(200);
            });
    town.sender.send(town.sender.command(ELSEWHERE, "help"));
    var envelope = town.reception.only().envelope();
    Personal planted =
        new Personal(
            "unknown:" + envelope.sender(),
            envelope
                .answerBy()
                .orElseThrow()
                .value()
                .replace(town.slack.uri().getAuthority(), other.uri().getAuthority()));

    channel.post(
        new ChannelPost(
            new DeliveryKey("k-1"),
            envelope.conversation(),
            new Audience.Only(envelope.sender()),
            Message.text("psst"),
            Optional.empty(),
            Optional.of(planted)),
        Optional.empty());
    other.close();

    assertThat(last().channel()).isEqualTo("D0ADA");
    assertThat(called).isEmpty();
  }

  @Test
  void between_two_it_is_not_even_kept() {
    town.sender.send(town.sender.command(SlackTown.ADA_DIRECTLY, "help"));

    assertThat(town.reception.only().envelope().answerBy()).isEmpty();
  }
}
