package dev.deskhand.slack;

import static dev.deskhand.slack.SlackTown.ADA;
import static dev.deskhand.slack.SlackTown.ADA_DIRECTLY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Inbound.ButtonClick;
import dev.deskhand.bot.message.Inbound.ChatMessage;
import dev.deskhand.bot.message.Inbound.SlashCommand;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.sandbox.slack.AppAnswer;
import dev.deskhand.sandbox.slack.SignedDelivery;
import dev.deskhand.sandbox.slack.Signing;
import dev.deskhand.sandbox.slack.SlackDelivery;
import dev.deskhand.sandbox.slack.SlackDelivery.Kind;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import dev.deskhand.sandbox.slack.wire.Shelf;
import dev.deskhand.slack.wire.SlackPlace;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do in Slack, over HTTP and over a connection of our own. */
@ParameterizedClass
@EnumSource(SlackTown.Way.class)
final class SlackInteractionsTest {
  private final SlackTown.Way way;
  private final SlackTown town;
  private final String team;

  SlackInteractionsTest(SlackTown.Way way) {
    this.way = way;
    town = new SlackTown(way);
    team = SlackTown.TEAM;
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void a_command_of_another_name_is_answered_with_ours_and_nothing_is_begun() {
    SlackDelivery ours = town.sender.command(ADA, "help");

    AppAnswer answer =
        town.sender.send(
            new SlackDelivery(Kind.COMMAND, ours.body().replace("%2Fdesk", "%2Fhelp-me")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("`/help-me` here. Write `/desk`.");
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void a_shortcut_of_another_name_is_acknowledged_and_nothing_is_begun() {
    SlackDelivery ours =
        town.sender.shortcut(ADA, "deskhand-ticket", "1700000000.000300", "My chair squeaks");

    AppAnswer answer =
        town.sender.send(
            new SlackDelivery(
                Kind.INTERACTIVITY, ours.body().replace("deskhand-ticket", "another-apps")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void a_command_is_accepted_with_who_and_where() {
    AppAnswer answer = town.sender.send(town.sender.command(ADA, "unlock &amp; vpn <@U0BOB|bob>"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    SlashCommand command = (SlashCommand) town.reception.only();
    assertThat(command.text().value()).isEqualTo("unlock & vpn @U0BOB");
    assertThat(command.envelope().tenant()).isEqualTo(TenantId.DEFAULT);
    assertThat(command.envelope().sender()).isEqualTo(new Account("slack", team, "U0ADA"));
    assertThat(command.envelope().source()).isEqualTo("slack/" + team);
    assertThat(command.envelope().deliveryId())
        .matches((way == SlackTown.Way.HTTP ? "[0-9]{10}-" : "") + "[0-9a-f]{64}");
    assertThat(command.envelope().conversation())
        .as("what is typed in a channel goes on where nobody else reads along")
        .isEqualTo(place(":U0ADA"));
  }

  @Test
  void only_what_puts_something_up_for_everybody_stays_in_the_channel() {
    town.sender.send(town.sender.command(ADA, " pin-offer restart-service"));
    town.sender.send(town.sender.command(ADA, "pin-offers are what?"));
    town.sender.send(town.sender.command(ADA, "open-ticket pin-offer fails"));

    assertThat(town.reception.accepted())
        .extracting(inbound -> inbound.envelope().conversation())
        .containsExactly(place(":C0HELP"), place(":U0ADA"), place(":U0ADA"));
  }

  @Test
  void what_comes_from_another_workspace_of_the_app_is_of_that_workspace() {
    SlackSeat there = new SlackSeat(SlackTown.SECOND, "U0ADA", "C0HELP");

    town.sender.send(town.sender.command(there, "help"));
    town.sender.send(town.sender.mention(there, "vpn says authentication failed"));

    assertThat(town.reception.accepted())
        .hasSize(2)
        .allSatisfy(
            it -> {
              assertThat(it.envelope().sender())
                  .isEqualTo(new Account("slack", SlackTown.SECOND, "U0ADA"));
              assertThat(it.envelope().source()).isEqualTo("slack/" + SlackTown.SECOND);
              assertThat(it.envelope().conversation().place()).startsWith(SlackTown.SECOND + ":");
            });
  }

  @Test
  void a_mention_opens_the_thread_below_it_and_loses_the_mention() {
    town.sender.send(town.sender.mention(ADA, "vpn says authentication failed"));

    ChatMessage message = (ChatMessage) town.reception.only();
    assertThat(message.text().value()).isEqualTo("vpn says authentication failed");
    assertThat(message.envelope().conversation().place())
        .matches(team + ":C0HELP:\\d{10}\\.\\d{6}");
    assertThat(message.envelope().deliveryId()).startsWith("Ev");
  }

  @Test
  void a_mention_in_a_thread_stays_in_it() {
    town.sender.send(town.sender.mentionInThread(ADA, "1700000000.000100", "still broken"));

    assertThat(town.reception.only().envelope().conversation())
        .isEqualTo(place(":C0HELP:1700000000.000100"));
  }

  @Test
  void a_direct_message_is_the_persons_own_conversation() {
    town.sender.send(town.sender.directMessage(ADA_DIRECTLY, "hello"));
    town.sender.send(town.sender.directMessageInThread(ADA_DIRECTLY, "1700000000.000100", "again"));

    assertThat(town.reception.accepted())
        .extracting(inbound -> inbound.envelope().conversation())
        .containsExactly(place(":U0ADA"), place(":U0ADA:1700000000.000100"));
    assertThat(((ChatMessage) town.reception.accepted().getFirst()).text().value())
        .isEqualTo("hello");
  }

  @Test
  void a_press_of_a_button_names_its_action_its_message_and_its_thread() {
    SlackMessage message = posted(":C0HELP:1700000000.000100");

    AppAnswer answer = town.sender.send(town.sender.click(ADA, message, "deskhand-button-1"));

    assertThat(answer.status()).isEqualTo(200);
    ButtonClick click = (ButtonClick) town.reception.only();
    assertThat(click.action()).isEqualTo(ButtonAction.of("answer", "w-1", "yes"));
    assertThat(click.message()).isEqualTo("C0HELP:" + message.ts());
    assertThat(click.envelope().sender()).isEqualTo(new Account("slack", team, "U0ADA"));
    assertThat(click.envelope().conversation()).isEqualTo(place(":C0HELP:1700000000.000100"));
  }

  @Test
  void a_press_outside_of_threads_belongs_to_the_person() {
    town.sender.send(town.sender.click(ADA, posted(":C0HELP"), "deskhand-button-1"));
    SlackMessage direct = posted(":U0ADA");
    town.sender.send(town.sender.click(ADA_DIRECTLY, direct, "deskhand-button-1"));

    assertThat(town.reception.accepted())
        .extracting(inbound -> inbound.envelope().conversation())
        .containsExactly(place(":U0ADA"), place(":U0ADA"));
    assertThat(((ButtonClick) town.reception.accepted().getLast()).message()).startsWith("D0ADA:");
  }

  @Test
  void what_is_chosen_in_a_menu_is_what_its_button_would_have_been() {
    List<Button> hosts =
        IntStream.range(0, 20)
            .mapToObj(i -> Button.plain("host-" + i, ButtonAction.of("value", "host", "" + i)))
            .toList();
    new SlackChannel(town.settings, new PracticeStock())
        .post(
            new ChannelPost(
                new DeliveryKey("k-menu"),
                place(":U0ADA"),
                new Audience.Everyone(),
                new Message("Which?", List.of(), hosts),
                Optional.empty()),
            Optional.empty());
    SlackMessage shown = town.slack.messages().getLast();

    town.sender.send(
        town.sender.click(
            ADA_DIRECTLY,
            shown,
            shown.buttons().stream()
                .filter(it -> it.label().equals("host-17"))
                .findFirst()
                .orElseThrow()));

    assertThat(((ButtonClick) town.reception.only()).action())
        .isEqualTo(ButtonAction.of("value", "host", "17"));
  }

  @Test
  void a_group_direct_message_is_heard_as_a_channel_is() {
    SlackSeat group = ADA.in("G0FEW");
    town.desk.awaits(place(":G0FEW:1700000000.000100"));

    town.sender.send(town.sender.talkInThread(group, "1700000000.000100", "it is plugged in"));
    town.sender.send(town.sender.talkInThread(group, "1700000000.000300", "lunch?"));
    town.sender.send(town.sender.mentionInThread(group, "1700000000.000300", "help"));

    assertThat(town.reception.accepted())
        .extracting(inbound -> inbound.envelope().conversation())
        .containsExactly(place(":G0FEW:1700000000.000100"), place(":G0FEW:1700000000.000300"));
  }

  @Test
  void the_bot_does_not_hear_itself() {
    SlackMessage own = posted(":U0ADA");

    assertThat(town.sender.send(town.sender.echo(ADA_DIRECTLY, own)).status()).isEqualTo(200);

    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void a_doubled_delivery_is_accepted_once() {
    List<AppAnswer> events = town.sender.sendTwice(town.sender.mention(ADA, "once"));
    SignedDelivery command = town.sender.sign(town.sender.command(ADA, "once"), Signing.VALID);
    town.sender.send(command);
    AppAnswer replayed = town.sender.send(command);

    assertThat(events).hasSize(2).extracting(AppAnswer::status).containsOnly(200);
    assertThat(replayed.status()).isEqualTo(200);
    assertThat(town.reception.accepted()).hasSize(2);
  }

  @Test
  void what_can_not_be_stored_is_answered_503_and_taken_when_it_comes_again() {
    SlackDelivery delivery = town.sender.mention(ADA, "patience");
    town.reception.breakDown();
    assertThat(town.sender.send(delivery).status()).isEqualTo(503);
    assertThat(town.sender.send(town.sender.command(ADA, "x")).status()).isEqualTo(503);

    town.reception.recover();

    assertThat(town.sender.send(delivery).status()).isEqualTo(200);
    assertThat(town.reception.accepted()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"subtype\":\"message_changed\",\"message\":{\"text\":\"x\"}",
        "\"subtype\":\"message_deleted\"",
        "\"subtype\":\"bot_message\",\"bot_id\":\"B1\",\"text\":\"x\"",
        "\"user\":\"U0ADA\",\"text\":\"x\",\"bot_id\":\"B1\"",
        "\"user\":\"U0ADA\",\"text\":\"x\",\"edited\":{\"user\":\"U0ADA\",\"ts\":\"1.1\"}",
        "\"text\":\"x\""
      })
  void what_no_person_newly_said_is_acknowledged_and_ignored(String fields) {
    assertThat(sendMessage("D0ADA", "im", fields).status()).isEqualTo(200);
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void talk_in_a_channel_that_is_not_to_the_bot_is_ignored() {
    String talk = "\"user\":\"U0ADA\",\"text\":\"lunch?\"";

    assertThat(sendMessage("C0HELP", "channel", talk).status()).isEqualTo(200);
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void talk_in_a_thread_is_heard_where_it_is_waited_for_and_a_mention_in_it_is_not_heard_twice() {
    SlackPlace thread = new SlackPlace(team, "C0HELP", Optional.of("1700000000.000100"));
    town.desk.awaits(thread.conversation());
    List<SlackDelivery> ignored =
        List.of(
            town.sender.talk(SlackTown.ADA, "lunch?"),
            town.sender.talkInThread(SlackTown.ADA, "1700000000.000300", "lunch?"),
            town.sender.talkInThread(SlackTown.ADA, "1700000000.000100", "<@U0DESKHAND> lunch?"));

    ignored.forEach(it -> assertThat(town.sender.send(it).status()).isEqualTo(200));
    assertThat(town.reception.accepted()).isEmpty();
    town.sender.send(
        town.sender.talkInThread(SlackTown.ADA, "1700000000.000100", "it is plugged in"));

    assertThat(town.reception.only().envelope().conversation()).isEqualTo(thread.conversation());
  }

  @Test
  void a_reply_with_a_file_is_heard_in_a_thread_unless_other_organisations_write_there() {
    SlackPlace thread = new SlackPlace(team, "C0HELP", Optional.of("1700000000.000100"));
    town.desk.awaits(thread.conversation());
    Shelf.Shared file = town.slack.files().share("a.txt", "text/plain", new byte[] {1});
    String reply =
        town.sender
            .filesInThread(SlackTown.ADA, "1700000000.000100", "this is how it looks", file)
            .body();
    String foreign =
        reply.replace("\"is_ext_shared_channel\":false", "\"is_ext_shared_channel\":true");
    assertThat(foreign).isNotEqualTo(reply);

    send(Kind.EVENT, foreign);
    assertThat(town.reception.accepted()).isEmpty();
    send(Kind.EVENT, reply);

    assertThat(town.reception.only())
        .isInstanceOfSatisfying(
            Inbound.ChatMessage.class,
            said -> {
              assertThat(said.envelope().conversation()).isEqualTo(thread.conversation());
              assertThat(said.text().value()).isEqualTo("this is how it looks");
              assertThat(said.files()).hasSize(1);
            });
  }

  @Test
  void a_reply_that_is_shown_in_the_channel_too_is_heard() {
    SlackPlace thread = new SlackPlace(team, "C0HELP", Optional.of("1700000000.000100"));
    town.desk.awaits(thread.conversation());
    String reply =
        town.sender.talkInThread(SlackTown.ADA, "1700000000.000100", "it is plugged in").body();

    String shown =
        reply.replace(
            "\"type\":\"message\"", "\"type\":\"message\",\"subtype\":\"thread_broadcast\"");
    assertThat(shown).isNotEqualTo(reply);
    send(Kind.EVENT, shown);

    assertThat(town.reception.only().envelope().conversation()).isEqualTo(thread.conversation());
  }

  @Test
  void a_direct_message_with_a_file_or_unknown_blocks_is_heard() {
    sendMessage(
        "D0ADA", "im", "\"subtype\":\"file_share\",\"user\":\"U0ADA\",\"text\":\"see picture\"");
    sendMessage(
        "D0ADA",
        "im",
        "\"user\":\"U0ADA\",\"text\":\"new\",\"blocks\":[{\"type\":\"of_tomorrow\",\"x\":{}}]");

    assertThat(town.reception.accepted()).hasSize(2);
  }

  @Test
  void somebody_of_a_connected_workspace_is_known_by_that_workspace() {
    sendMessage("D0EVE", "im", "\"user\":\"U0EVE\",\"team\":\"T0PARTNER\",\"text\":\"x\"");

    assertThat(town.reception.only().envelope().sender())
        .isEqualTo(new Account("slack", "T0PARTNER", "U0EVE"));
  }

  @Test
  void a_button_that_is_none_of_ours_is_acknowledged_and_ignored() {
    String press =
        """
        {"type":"block_actions","team":{"id":"%s"},"user":{"id":"U0ADA"},
        "container":{"message_ts":"1700000000.000100","channel_id":"C0HELP"},
        "actions":[{"action_id":"x","type":"button","value":"drop table; --"}]}\
        """
            .formatted(team);

    assertThat(sendPayload(press).status()).isEqualTo(200);
    assertThat(sendPayload("{\"type\":\"view_closed\"}").status()).isEqualTo(200);
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void another_workspace_is_not_heard() {
    SlackSeat stranger = new SlackSeat("T0OTHER", "U0ADA", "C0HELP");

    town.sender.send(town.sender.command(stranger, "x"));
    town.sender.send(town.sender.mention(stranger, "x"));

    assertThat(town.reception.accepted()).isEmpty();
  }

  private AppAnswer send(Kind kind, String body) {
    return town.sender.send(new SlackDelivery(kind, body));
  }

  private AppAnswer sendPayload(String json) {
    return send(Kind.INTERACTIVITY, "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8));
  }

  private AppAnswer sendMessage(String channel, String channelType, String fields) {
    return send(
        Kind.EVENT,
        """
        {"type":"event_callback","team_id":"%s","event_id":"Ev%d","event":{"type":"message",
        "channel":"%s","channel_type":"%s","ts":"1700000000.000200",%s}}\
        """
            .formatted(team, System.nanoTime(), channel, channelType, fields));
  }

  private SlackMessage posted(String place) {
    Message.Button yes = Message.Button.plain("Yes", ButtonAction.of("answer", "w-1", "yes"));
    new SlackChannel(town.settings, new PracticeStock())
        .post(
            new ChannelPost(
                new DeliveryKey("k-" + place),
                place(place),
                new Audience.Everyone(),
                new Message("Does it work now?", List.of(), List.of(yes)),
                Optional.empty()),
            Optional.empty());
    return town.slack.messages().getLast();
  }

  private ConversationId place(String place) {
    return new ConversationId("slack", team + place);
  }
}
