package dev.deskhand.slack;

import static dev.deskhand.slack.SlackTown.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.content.InputType;
import dev.deskhand.sandbox.slack.AppAnswer;
import dev.deskhand.sandbox.slack.SlackDelivery;
import dev.deskhand.sandbox.slack.message.SlackRoom;
import dev.deskhand.sandbox.slack.message.ViewAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where somebody is answered who makes a ticket of a message, wherever that stands. */
@ParameterizedClass
@EnumSource(SlackTown.Way.class)
final class SlackShortcutTest {
  private static final String CALLBACK = "deskhand-ticket";
  private static final String ROOT = "1700000000.000300";
  private static final String REPLIES = "conversations.replies";
  private static final ButtonAction TICKET = ButtonAction.of("open-ticket");
  private static final String ALONE = ADA.team() + ":" + ADA.user();

  private final SlackTown town;

  SlackShortcutTest(SlackTown.Way way) {
    town = new SlackTown(way);
  }

  @AfterEach
  void close() {
    assertThat(town.slack.sockets().oddities()).isEmpty();
    town.close();
  }

  private void openForms() {
    town.desk.has(
        new Form(
            TICKET,
            "Make this a ticket",
            "",
            List.of(
                new Form.Field(
                    "about",
                    new InputType.Text(Optional.empty()),
                    "What is it about?",
                    "",
                    Optional.empty()))));
  }

  private SlackDelivery shortcut(String channel) {
    return town.sender.shortcut(ADA.in(channel), CALLBACK, ROOT, "My chair squeaks");
  }

  /** Where the ticket is spoken of that somebody makes of a message there. */
  private String place(String channel) {
    assertThat(town.sender.send(shortcut(channel)).status()).isEqualTo(200);
    AppAnswer answer =
        town.sender.send(
            town.sender.submission(ADA.in(channel), town.slack.views().all().getLast(), Map.of()));
    assertThat(town.slack.views().answered(town.slack.views().all().getLast(), answer))
        .isInstanceOf(ViewAnswer.Closed.class);
    Inbound.FormSubmission sent = (Inbound.FormSubmission) town.reception.accepted().getLast();
    assertThat(sent.action()).isEqualTo(TICKET);
    return sent.envelope().conversation().place();
  }

  @ParameterizedTest
  @EnumSource(names = {"CHANNEL", "PRIVATE", "GROUP"})
  void where_the_bot_takes_part_a_ticket_is_spoken_of_in_the_messages_thread(SlackRoom kind) {
    openForms();
    town.slack.addRoom("C0FEW", kind);

    assertThat(place("C0FEW")).isEqualTo(ADA.team() + ":C0FEW:" + ROOT);
  }

  @ParameterizedTest
  @EnumSource(names = {"CHANNEL", "PRIVATE", "GROUP"})
  void where_the_bot_takes_no_part_a_ticket_is_spoken_of_with_its_opener_alone(SlackRoom kind) {
    openForms();
    town.slack.addRoom("C0FEW", kind);
    town.slack.expel("C0FEW");

    assertThat(place("C0FEW")).isEqualTo(ALONE);
  }

  /** The bot can't speak where two others do. */
  @Test
  void a_message_between_two_people_becomes_a_ticket_of_the_own_conversation_with_the_bot() {
    openForms();

    assertThat(place("D0BOBEVE")).isEqualTo(ALONE);
  }

  @Test
  void where_slack_does_not_tell_they_are_answered_alone_and_a_pause_that_it_asks_for_is_kept() {
    openForms();
    town.slack.failNext(REPLIES, 429, 30);
    assertThat(place("C0HELP")).isEqualTo(ALONE);
    long asked = calls();
    assertThat(place("C0HELP")).isEqualTo(ALONE);
    assertThat(calls()).as("nobody asks within the pause").isEqualTo(asked);

    assertThat(town.reception.accepted()).hasSize(2);
  }

  @Test
  void an_answer_that_gets_lost_or_a_scope_that_is_lacking_costs_no_ticket() {
    openForms();
    town.slack.failNext(REPLIES, 503, 0);
    assertThat(place("C0HELP")).isEqualTo(ALONE);
    assertThat(place("C0HELP")).isEqualTo(ADA.team() + ":C0HELP:" + ROOT);

    town.slack.app().withhold("channels:history");
    assertThat(place("C0HELP")).isEqualTo(ALONE);
    assertThat(town.reception.accepted()).hasSize(3);
  }

  private long calls() {
    return town.slack.calls().stream().filter(it -> it.method().equals(REPLIES)).count();
  }

  @Test
  void whoever_has_no_form_is_answered_by_the_bot_alone_once() {
    SlackDelivery wish = shortcut("C0HELP");

    assertThat(town.sender.sendTwice(wish)).extracting(AppAnswer::status).containsOnly(200);

    told();
    assertThat(town.reception.only().envelope().answerBy()).isPresent();
    assertThat(town.slack.views().all()).isEmpty();
  }

  @Test
  void whoever_chose_too_long_ago_for_a_form_is_told_so() {
    openForms();
    SlackDelivery wish = shortcut("D0BOBEVE");
    town.clock.pass(Duration.ofSeconds(4));

    assertThat(town.sender.send(wish).status()).isEqualTo(200);

    told();
    assertThat(town.reception.only().envelope().answerBy()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"429, 1", "503, 0"})
  void whoever_slack_shows_no_form_is_told_so(int status, int pause) {
    openForms();
    town.slack.failNext("views.open", status, pause);

    assertThat(town.sender.send(shortcut("C0HELP")).status()).isEqualTo(200);

    told();
  }

  private void told() {
    Inbound.ButtonClick click = (Inbound.ButtonClick) town.reception.only();
    assertThat(click.action()).isEqualTo(TICKET);
    assertThat(click.envelope().sender().user()).isEqualTo(ADA.user());
    assertThat(click.envelope().conversation().place()).isEqualTo(ALONE);
  }

  @Test
  void another_shortcut_of_the_app_is_nothing() {
    town.slack.app().install(SlackTown.manifest(SlackTown.Way.SOCKET).replace(CALLBACK, "other"));

    assertThat(town.sender.send(town.sender.shortcut(ADA, "other", ROOT, "x")).status())
        .isIn(200, 404);

    assertThat(town.slack.views().all()).isEmpty();
    assertThat(town.reception.accepted()).isEmpty();
  }
}
