package dev.deskhand.teams;

import static dev.deskhand.sandbox.teams.TeamsSimulator.ADA;
import static dev.deskhand.sandbox.teams.TeamsSimulator.BOB;
import static dev.deskhand.sandbox.teams.TeamsSimulator.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.permissions.Account;
import dev.deskhand.sandbox.teams.TeamsSender.Answer;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsMessage.TeamsButton;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import dev.deskhand.teams.wire.Reference;
import dev.deskhand.teams.wire.TeamsPlace;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the activities that the Bot Connector sends. */
final class TeamsRoutesTest {
  private static final TeamsButton APPROVE =
      new TeamsButton(
          "Approve", "{\"deskhand\":\"approve:r-1\"}", "{\"deskhand\":\"approve:r-1\"}");
  private static final TeamsMessage CARD =
      new TeamsMessage("19:practice@thread.v2", "1700000000001", "", List.of(APPROVE), "{}");

  private final TeamsTown town = new TeamsTown();

  @AfterEach
  void close() {
    town.close();
  }

  private void send(String activity) {
    assertThat(town.sender.send(activity)).isEqualTo(new Answer(200, ""));
  }

  private String text() {
    return ((Inbound.ChatMessage) town.reception.only()).text().value();
  }

  @Test
  void a_personal_message_is_accepted_with_its_sender_and_a_place_named_by_the_person() {
    send(town.sender.message(TeamsSimulator.personal(ADA), "vpn is broken"));

    Inbound inbound = town.reception.only();
    assertThat(text()).isEqualTo("vpn is broken");
    assertThat(inbound.envelope().sender()).isEqualTo(new Account("teams", TENANT, ADA));
    assertThat(inbound.envelope().source()).isEqualTo("teams/" + TENANT);
    assertThat(inbound.envelope().conversation().toString())
        .isEqualTo("teams/" + TENANT + ":" + ADA);
  }

  @Test
  void in_a_group_and_in_a_channel_the_mention_of_the_bot_is_taken_off() {
    send(town.sender.message(TeamsSimulator.group(ADA), "run unlock-account"));

    assertThat(text()).isEqualTo("run unlock-account");
    assertThat(town.reception.only().envelope().conversation().place())
        .isEqualTo(TENANT + ":19:practice@thread.v2");
  }

  @Test
  void the_thread_of_a_channel_is_a_conversation_of_its_own() {
    send(town.sender.message(TeamsSimulator.channel(BOB), "help"));

    assertThat(town.reception.only().envelope().conversation().place())
        .isEqualTo(TENANT + ":19:help@thread.tacv2;messageid=1500000000000");
  }

  @Test
  void a_ticket_opened_in_a_group_chat_is_spoken_of_with_its_opener_alone() {
    send(town.sender.message(TeamsSimulator.group(ADA), "open-ticket My salary slip is wrong"));
    send(town.sender.message(TeamsSimulator.channel(ADA), "open-ticket The beamer is dark"));

    assertThat(town.reception.accepted())
        .extracting(inbound -> inbound.envelope().conversation().place())
        .as("a group chat has no threads; a channel has")
        .containsExactly(
            TENANT + ":" + ADA, TENANT + ":19:help@thread.tacv2;messageid=1500000000000");
  }

  @Test
  void other_people_who_are_mentioned_stay_and_entities_are_read() {
    send(
        town.sender
            .message(TeamsSimulator.group(ADA), "a &lt;b&gt; &amp; <at>Bob</at>&nbsp;is away ")
            .replace("\"entities\":[", "\"entities\":[{\"type\":\"clientInfo\"},"));

    assertThat(text()).isEqualTo("a <b> & @Bob is away");
  }

  @Test
  void what_begins_with_a_slash_is_a_command() {
    send(town.sender.message(TeamsSimulator.channel(ADA), "/take rt-42 vpn fails"));

    assertThat(((Inbound.SlashCommand) town.reception.only()).text().value())
        .isEqualTo("take rt-42 vpn fails");
  }

  @Test
  void what_is_not_said_to_the_bot_is_acknowledged_and_forgotten() {
    send(town.sender.aside(TeamsSimulator.group(ADA), "lunch?"));
    send(
        town.sender
            .message(TeamsSimulator.personal(ADA), "x")
            .replace("\"message\"", "\"typing\""));
    send(
        town.sender
            .message(TeamsSimulator.personal(ADA), "x")
            .replace("aadObjectId", "anotherObjectId"));

    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void a_button_is_the_same_whether_it_was_executed_or_submitted() {
    TeamsSeat bob = TeamsSimulator.group(BOB);

    Answer executed = town.sender.send(town.sender.execute(bob, CARD, APPROVE));
    Answer submitted = town.sender.send(town.sender.submit(bob, CARD, APPROVE));

    assertThat(executed.body())
        .contains("\"statusCode\":200", "application/vnd.microsoft.activity.message");
    assertThat(submitted.status()).isEqualTo(200);
    assertThat(town.reception.accepted())
        .hasSize(2)
        .allSatisfy(
            inbound -> {
              Inbound.ButtonClick click = (Inbound.ButtonClick) inbound;
              assertThat(click.action()).isEqualTo(ButtonAction.of("approve", "r-1"));
              assertThat(click.message()).isEqualTo("19:practice@thread.v2 1700000000001");
              assertThat(click.envelope().sender().user()).isEqualTo(BOB);
            });
  }

  @Test
  void a_button_of_somebody_else_s_card_is_nothing() {
    TeamsButton other = new TeamsButton("x", "{\"deskhand\":\"no good!\"}", "{\"other\":1}");

    assertThat(town.sender.send(town.sender.execute(TeamsSimulator.personal(ADA), CARD, other)))
        .isEqualTo(new Answer(200, ""));
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void an_invocation_of_another_kind_is_not_implemented() {
    String invocation = town.sender.invoke(TeamsSimulator.personal(ADA), "config/fetch");

    assertThat(town.sender.send(invocation).status()).isEqualTo(501);
  }

  @Test
  void what_is_delivered_twice_is_accepted_once() {
    String message = town.sender.message(TeamsSimulator.personal(ADA), "vpn is broken");

    assertThat(town.sender.sendTwice(message)).extracting(Answer::status).containsExactly(200, 200);
    send(town.sender.message(TeamsSimulator.personal(ADA), "vpn is broken"));

    assertThat(town.reception.accepted()).hasSize(2);
  }

  @Test
  void what_could_not_be_stored_is_not_acknowledged() {
    String message = town.sender.message(TeamsSimulator.personal(ADA), "vpn is broken");
    town.reception.breakDown();

    assertThat(town.sender.send(message).status()).isEqualTo(503);
    town.reception.recover();
    send(message);

    assertThat(town.reception.accepted()).hasSize(1);
  }

  @Test
  void how_a_conversation_is_reached_is_remembered_also_when_nobody_asked_anything() {
    send(town.sender.installed(TeamsSimulator.personal(BOB)));
    send(town.sender.message(TeamsSimulator.channel(ADA), "help"));

    References references = new References(town.settings.organisation(), town.journal);
    assertThat(references.of(TeamsPlace.direct(TENANT, BOB)))
        .contains(new Reference(town.teams.service(), TeamsSimulator.personal(BOB).conversation()));
    assertThat(references.of(new TeamsPlace(TENANT, TeamsSimulator.channel(ADA).conversation())))
        .isPresent();
  }

  @Test
  void what_is_broken_is_refused() {
    String right = town.sender.message(TeamsSimulator.personal(ADA), "x");

    for (String broken :
        List.of(
            "",
            "[]",
            "{",
            right + "x",
            right.replaceFirst("\\{", "{\"type\":\"message\","),
            right.replace("\"type\":\"message\"", "\"type\":7"),
            right.replaceFirst("\"id\":\"[0-9]+\"", "\"id\":\"\""),
            right.replace("\"conversation\"", "\"conversations\""),
            right.replace("a:1", "a 1"))) {
      assertThat(town.sender.send(broken).status()).as(broken).isEqualTo(400);
    }
    assertThat(town.sender.send(right.replace("\"x\"", "\"" + "x".repeat(1 << 20) + "\"")).status())
        .isEqualTo(413);
    assertThat(town.reception.accepted()).isEmpty();
  }
}
