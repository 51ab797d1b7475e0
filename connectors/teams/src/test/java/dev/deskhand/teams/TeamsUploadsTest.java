package dev.deskhand.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.permissions.Account;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.sandbox.teams.TeamsSimulator.Call;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that go with a message. */
final class TeamsUploadsTest {
  private static final TeamsSeat ADA = TeamsSimulator.personal(TeamsSimulator.ADA);
  private static final Account ACCOUNT =
      new Account("teams", TeamsSimulator.TENANT, TeamsSimulator.ADA);
  private static final Audience ONLY_ADA = new Audience.Only(ACCOUNT);
  private static final String LOG = "line <at>you</at>\n".repeat(500);

  private final TeamsTown town = new TeamsTown();
  private final Attachment file = town.stock.keep("apply-output.txt", LOG);

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void somebody_is_asked_and_then_has_the_file() {
    town.desk.gives(ACCOUNT, file);
    TeamsMessage question = asked();

    int status = answered(question, town.teams.wanted("f-1").toString());

    assertThat(status).isEqualTo(200);
    assertThat(town.teams.uploaded()).isEqualTo(Map.of("f-1", LOG));
    assertThat(cards("file.consent")).isEmpty();
    assertThat(cards("file.info")).singleElement().returns("apply-output.txt", TeamsMessage::text);
  }

  @Test
  void an_answer_that_comes_twice_shows_the_file_once() {
    town.desk.gives(ACCOUNT, file);
    TeamsMessage question = asked();
    String answer = town.sender.consent(ADA, question, town.teams.wanted("f-1").toString());

    town.sender.sendTwice(answer);

    assertThat(cards("file.info")).hasSize(1);
    assertThat(town.teams.uploaded()).hasSize(1);
  }

  @Test
  void whoever_does_not_want_it_is_asked_no_more() {
    town.desk.gives(ACCOUNT, file);

    assertThat(answered(asked(), "")).isEqualTo(200);

    assertThat(cards("file.")).isEmpty();
    assertThat(town.teams.uploaded()).isEmpty();
  }

  @Test
  void whoever_may_not_read_it_any_more_gets_nothing_of_it() {
    int status = answered(asked(), town.teams.wanted("f-1").toString());

    assertThat(status).isEqualTo(200);
    assertThat(town.teams.uploaded()).isEmpty();
    assertThat(town.teams.messages().getLast().text()).contains("none of yours");
  }

  @Test
  void nothing_is_put_where_teams_keeps_no_files() {
    town.teams
        .limits()
        .lift(); // all of this happens at the same moment of a clock that stands still
    town.desk.gives(ACCOUNT, file);

    for (String elsewhere :
        List.of(
            "https://evil.example/x",
            "https://evilsharepoint.com/x",
            "https://a.sharepoint.us.evil.example/x",
            "http://a.sharepoint.com/x",
            "https://u@a.sharepoint.com/x",
            "https://a.sharepoint.com:8443/x")) {
      TeamsMessage question = asked(elsewhere);
      assertThat(answered(question, elsewhere)).isEqualTo(200);
      assertThat(town.teams.messages().getLast().json())
          .contains("could not be put there", "https://desk.example" + file.place());
    }

    assertThat(cards("file.")).isEmpty();
    assertThat(town.teams.uploaded()).isEmpty();
  }

  @Test
  void every_cloud_has_a_sharepoint_of_its_own() {
    assertThat(
            List.of(
                "a.sharepoint.com", "a.sharepoint.us", "a.sharepoint-mil.us", "A.SharePoint.cn"))
        .allMatch(host -> town.settings.keepsFiles(URI.create("https://" + host + "/x")));
  }

  @Test
  void a_file_that_could_not_be_shown_at_once_is_shown_a_while_later() {
    town.desk.gives(ACCOUNT, file);
    TeamsMessage question = asked();
    town.teams.failNext(Call.REPLACE, 429, 1);

    assertThat(answered(question, town.teams.wanted("f-1").toString())).isEqualTo(200);
    assertThat(cards("file.consent")).hasSize(1);

    town.teams.awaitMessage(it -> it.json().contains("file.info"), Duration.ofSeconds(20));
    assertThat(cards("file.")).singleElement().returns("apply-output.txt", TeamsMessage::text);
  }

  @Test
  void what_could_not_be_put_there_may_be_wanted_again() {
    town.desk.gives(ACCOUNT, file);
    TeamsMessage question = asked();
    town.teams.failNext(Call.UPLOAD, 503, 0);

    assertThat(answered(question, town.teams.wanted("f-1").toString())).isEqualTo(503);
    assertThat(cards("file.consent")).hasSize(1);
    assertThat(answered(question, town.teams.wanted("f-2").toString())).isEqualTo(200);

    assertThat(town.teams.uploaded()).containsOnlyKeys("f-2");
  }

  @Test
  void where_several_read_a_link_leads_to_the_portal() {
    town.sender.send(town.sender.message(TeamsSimulator.group(TeamsSimulator.ADA), "hello"));
    String place = TeamsSimulator.TENANT + ":" + TeamsSimulator.group("x").conversation();

    town.channel.post(
        new ChannelPost(
            new DeliveryKey("k-2"),
            new ConversationId("teams", place),
            new Audience.Everyone(),
            message(),
            Optional.empty()),
        Optional.empty());

    assertThat(cards("file.")).isEmpty();
    assertThat(town.teams.messages().getLast().json())
        .contains("https://desk.example/requests/r-1/files/" + file.sha256());
  }

  private TeamsMessage asked() {
    return asked("k-1");
  }

  private TeamsMessage asked(String key) {
    town.channel.post(
        new ChannelPost(
            new DeliveryKey(key),
            new ConversationId("teams", TeamsSimulator.TENANT + ":" + TeamsSimulator.ADA),
            ONLY_ADA,
            message(),
            Optional.empty()),
        Optional.empty());
    return cards("file.consent").getFirst();
  }

  private Message message() {
    return Message.text("**It failed.**").showing(new Exhibit.File(file));
  }

  private int answered(TeamsMessage question, String to) {
    return town.sender.send(town.sender.consent(ADA, question, to)).status();
  }

  private List<TeamsMessage> cards(String kind) {
    return town.teams.messages().stream()
        .filter(it -> it.json().contains("vnd.microsoft.teams.card." + kind))
        .toList();
  }
}
