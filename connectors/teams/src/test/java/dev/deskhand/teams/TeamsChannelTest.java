package dev.deskhand.teams;

import static dev.deskhand.sandbox.teams.TeamsSimulator.ADA;
import static dev.deskhand.sandbox.teams.TeamsSimulator.BOB;
import static dev.deskhand.sandbox.teams.TeamsSimulator.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
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
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.permissions.Account;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.sandbox.teams.TeamsSimulator.Call;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import dev.deskhand.teams.wire.AdaptiveCard;
import dev.deskhand.teams.wire.AdaptiveCard.Readers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How messages get into Teams; everything passes the strict simulator. */
final class TeamsChannelTest {
  private static final Audience EVERYONE = new Audience.Everyone();
  private static final Message LONG =
      Message.text("a line of it & <more> \"quoted\"\n".repeat(2_000));
  private static final TeamsSeat GROUP = TeamsSimulator.group(ADA);

  private final TeamsTown town = new TeamsTown();

  /** The clock stands still; what comes of Teams' limits is looked at in TeamsLimitsTest. */
  @BeforeEach
  void lift() {
    town.teams.limits().lift();
  }

  @AfterEach
  void close() {
    town.close();
  }

  /** Somebody wrote there, so it is known how to answer. */
  private ConversationId known(TeamsSeat seat) {
    town.sender.send(town.sender.message(seat, "hello"));
    return town.reception.accepted().getLast().envelope().conversation();
  }

  private ConversationId ada() {
    return town.channel.direct(new Account("teams", TENANT, ADA)).orElseThrow();
  }

  private static ChannelPost post(String key, ConversationId where, Message message) {
    return new ChannelPost(new DeliveryKey(key), where, EVERYONE, message, Optional.empty());
  }

  private static ChannelPost post(String key, ConversationId where, String text) {
    return post(key, where, Message.text(text));
  }

  private DeliveryFailedException failure(ChannelPost post) {
    return catchThrowableOfType(
        DeliveryFailedException.class, () -> town.channel.post(post, Optional.empty()));
  }

  @Test
  void an_answer_stands_in_the_conversation_that_was_written_in() {
    ConversationId group = known(GROUP);

    String receipt = town.channel.post(post("k-1", group, "**Done** with `it`"), Optional.empty());

    TeamsMessage message = town.teams.messages().getFirst();
    assertThat(message.conversation()).isEqualTo(GROUP.conversation());
    assertThat(message.text()).isEqualTo("Done with it");
    assertThat(message.json()).contains("\"weight\":\"Bolder\"", "\"fontType\":\"Monospace\"");
    assertThat(receipt).isEqualTo(GROUP.conversation() + " " + message.id());
  }

  @Test
  void whoever_never_wrote_is_spoken_to_and_the_conversation_is_opened_once() {
    town.channel.post(post("k-1", ada(), "Hello"), Optional.empty());
    new TeamsChannel(town.settings, town.stock, town.journal, town.clock)
        .post(post("k-2", ada(), "again"), Optional.empty());

    assertThat(town.teams.count(Call.OPEN)).isEqualTo(1);
    assertThat(town.teams.messages())
        .extracting(TeamsMessage::conversation)
        .containsOnly(TeamsSimulator.personal(ADA).conversation());
  }

  @Test
  void a_pause_that_teams_asks_for_is_named_for_that_conversation_alone() {
    ConversationId group = known(GROUP);
    town.teams.limit(Call.POST, Duration.ofSeconds(7));
    town.channel.post(post("k-1", group, "one"), Optional.empty());

    DeliveryFailedException failure = failure(post("k-2", group, "two"));
    town.channel.post(post("k-3", ada(), "elsewhere"), Optional.empty());

    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    town.clock.pass(Duration.ofSeconds(7));
    town.channel.post(post("k-2", group, "two"), Optional.empty());
    assertThat(town.teams.messages())
        .extracting(TeamsMessage::text)
        .containsExactly("one", "elsewhere", "two");
    assertThat(town.teams.limits().impatient()).isZero();
  }

  @Test
  void what_is_for_one_person_is_posted_to_them_directly() {
    Audience bob = new Audience.Only(new Account("teams", TENANT, BOB));

    town.channel.post(
        new ChannelPost(
            new DeliveryKey("k-1"), known(GROUP), bob, Message.text("psst"), Optional.empty()),
        Optional.empty());

    assertThat(town.teams.messages().getFirst().conversation())
        .isEqualTo(TeamsSimulator.personal(BOB).conversation());
  }

  @Test
  void only_people_of_the_tenants_can_be_reached() {
    assertThat(town.channel.direct(new Account("slack", TENANT, ADA))).isEmpty();
    assertThat(town.channel.direct(new Account("teams", "t", ADA))).isEmpty();
    assertThat(town.channel.direct(new Account("teams", TENANT, "ada"))).isEmpty();
    assertThat(failure(post("k-1", new ConversationId("teams", "t:" + ADA), "x")).remedy())
        .isEqualTo(Remedy.GIVE_UP);
    assertThat(
            failure(post("k-1", new ConversationId("teams", TENANT + ":19:unknown"), "x")).remedy())
        .isEqualTo(Remedy.GIVE_UP);
  }

  @Test
  void facts_and_buttons_of_every_style_pass_the_strict_connector() {
    Message message =
        new Message(
            "May this run?\n\nThink of it.",
            List.of(
                new Fact("Host", "<vpn>"), new Fact("Log", "'\"&".repeat(2_500)), new Fact("", "")),
            List.of(
                new Button("Yes", Button.Style.PRIMARY, ButtonAction.of("approve", "r")),
                new Button("No", Button.Style.DANGER, ButtonAction.of("decline", "r")),
                Button.plain("?", ButtonAction.of("choose", "m"))));

    town.channel.post(post("k-1", ada(), message), Optional.empty());

    TeamsMessage said = town.teams.messages().getFirst();
    assertThat(said.buttons())
        .extracting(TeamsMessage.TeamsButton::data)
        .containsExactly(
            "{\"deskhand\":\"approve:r\"}",
            "{\"deskhand\":\"decline:r\"}",
            "{\"deskhand\":\"choose:m\"}");
    assertThat(said.buttons()).allSatisfy(it -> assertThat(it.fallback()).isEqualTo(it.data()));
    assertThat(said.json())
        .contains("\"style\":\"positive\"", "\"style\":\"destructive\"", "Action.Submit");
  }

  @Test
  void hostile_text_stays_text() {
    String hostile = "[bank](https://evil.example) <at>Bob</at> _x_ ~~y~~ \u0007 **<b>** \\n";

    town.channel.post(
        post("k-1", ada(), new Message(hostile, List.of(new Fact(hostile, hostile)), List.of())),
        Optional.empty());

    TeamsMessage said = town.teams.messages().getFirst();
    assertThat(said.text())
        .contains("[bank](https://evil.example) <at>Bob</at> _x_ ~~y~~ \uFFFD <b> \\n")
        .contains("[bank](https://evil.example) <at>Bob</at> _x_ ~~y~~ \uFFFD **<b>** \\n");
    assertThat(said.json()).doesNotContain("\"TextBlock\"", "FactSet", "entities", "\"text\":\"\"");
  }

  @Test
  void tables_and_code_are_shown_as_they_are_and_whole_however_hostile_and_long() {
    String hostile = "[a](https://evil.example) <at>Bob</at>  **b**\u0007\u202E \uD83D\uDD25\n";
    Message message =
        Message.text("It failed.")
            .showing(
                new Exhibit.Code("Why I ask", "\tif x:\n\n" + hostile.repeat(2_500)),
                new Exhibit.Table(
                    "",
                    List.of("Step", "Log"),
                    List.of(List.of("1", hostile.repeat(2_500)), List.of("2", "end"))));

    town.channel.post(post("k-1", ada(), message), Optional.empty());

    List<TeamsMessage> parts = town.teams.messages();
    String all = parts.stream().map(TeamsMessage::json).collect(Collectors.joining());
    assertThat(all)
        .contains("Monospace", "\"TableRow\"", "\u00A0\u00A0\u00A0\u00A0if x:")
        .doesNotContain("\"TextBlock\"", "entities", "\u202E", "\"text\":\"\"");
    assertThat(all.split("\uD83D\uDD25", -1)).hasSize(5_001);
    assertThat(parts).allSatisfy(it -> assertThat(it.json().length()).isLessThan(28_000));
  }

  @Test
  void what_would_read_in_another_order_than_it_is_written_is_not_shown() {
    Message message =
        new Message(
            "restart \u202Egpv\u202C now",
            List.of(new Fact("\u2066host\u2069", "\u202Eone-db")),
            List.of(Button.plain("\u202EYes", ButtonAction.of("approve", "r"))));

    town.channel.post(post("k-1", ada(), message), Optional.empty());

    assertThat(town.teams.messages().getFirst().json())
        .contains("restart \uFFFDgpv\uFFFD now", "\uFFFDone-db", "\uFFFDYes")
        .doesNotContain("\u202E", "\u2066");
  }

  @Test
  void what_is_too_long_for_a_card_goes_on_in_further_ones_and_nothing_is_lost() {
    Message much =
        new Message(
            LONG.text(),
            List.of(new Fact("Log", "0123456789 ".repeat(5_000))),
            List.of(Button.plain("Stop", ButtonAction.of("stop", "r"))));

    town.channel.post(post("k-1", ada(), much), Optional.empty());

    List<TeamsMessage> parts = town.teams.messages();
    String all = parts.stream().map(TeamsMessage::text).collect(Collectors.joining("\n"));
    assertThat(parts).hasSizeGreaterThan(4);
    assertThat(all.lines().filter(line -> line.startsWith("a line of it")).count())
        .isEqualTo(2_000);
    assertThat(all.replace("\n", "")).contains("0123456789 ".repeat(5_000).strip());
    assertThat(parts.getFirst().button("Stop")).isPresent();
    assertThat(parts).filteredOn(part -> part.button("Stop").isPresent()).hasSize(1);
  }

  @Test
  void what_takes_three_bytes_a_character_fits_the_cards_all_the_same() {
    String wide = "\u6F22\u5B57\u30AB\u30CA ".repeat(12_000);
    Message much =
        new Message(wide, List.of(new Fact("Log", wide)), List.of())
            .showing(
                new Exhibit.Code("Why", wide),
                new Exhibit.Table("", List.of("Log"), List.of(List.of(wide))));

    town.channel.post(post("k-1", ada(), much), Optional.empty());

    String all =
        town.teams.messages().stream().map(TeamsMessage::text).collect(Collectors.joining());
    assertThat(all.chars().filter(c -> c == '\u6F22').count()).isEqualTo(48_000);
  }

  @Test
  void a_further_try_posts_only_the_parts_that_are_missing() {
    int wanted = AdaptiveCard.render(LONG, Readers.ONE, town.stock).size();
    town.teams.letPass(Call.POST);
    town.teams.letPass(Call.POST);
    town.teams.failNext(Call.POST, 429, 1);
    ChannelPost post = post("k-1", ada(), LONG);

    assertThat(failure(post).remedy()).isEqualTo(Remedy.RETRY);
    assertThat(town.teams.messages()).hasSize(2);
    assertThat(town.channel.find(post)).isEmpty();
    String receipt = town.channel.post(post, Optional.empty());

    assertThat(town.teams.messages()).hasSize(wanted);
    assertThat(town.channel.find(post)).contains(receipt);
    assertThat(town.channel.post(post, Optional.empty())).isEqualTo(receipt);
    assertThat(town.teams.messages()).hasSize(wanted);
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

    ConversationId group = known(GROUP);
    String old = town.channel.post(post("k-1", group, question), Optional.empty());
    assertThat(town.teams.messages().getFirst().buttons()).isNotEmpty();
    assertThat(town.teams.messages().getFirst().text()).contains("Which one");
    var _ = town.channel.post(post("k-2", group, "You said: one."), Optional.of(old));

    assertThat(town.teams.messages()).allSatisfy(it -> assertThat(it.buttons()).isEmpty());
  }

  @Test
  void a_replacement_takes_the_place_and_the_buttons_of_what_was_posted() {
    Button yes = Button.plain("Yes", ButtonAction.of("approve", "r-1"));
    Message question = new Message("Approve?", List.of(), List.of(yes));
    ConversationId group = known(GROUP);
    String old = town.channel.post(post("k-1", group, question), Optional.empty());

    String receipt = town.channel.post(post("k-2", group, "Approved."), Optional.of(old));

    assertThat(receipt).isEqualTo(old);
    assertThat(town.teams.messages()).hasSize(1);
    assertThat(town.teams.messages().getFirst().buttons()).isEmpty();
    assertThat(town.teams.messages().getFirst().text()).isEqualTo("Approved.");
  }

  @Test
  void what_was_deleted_is_posted_anew_instead_of_replaced() {
    String old = town.channel.post(post("k-1", ada(), "Working …"), Optional.empty());
    town.teams.delete(town.teams.messages().getFirst());

    String receipt = town.channel.post(post("k-2", ada(), "Done."), Optional.of(old));

    assertThat(receipt).isNotEqualTo(old);
    assertThat(town.teams.messages().getFirst().text()).isEqualTo("Done.");
  }

  @Test
  void a_pause_that_teams_asks_for_is_kept() {
    town.teams.failNext(Call.POST, 429, 7);

    DeliveryFailedException failure = failure(post("k-1", ada(), "x"));

    assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void what_may_pass_is_tried_again_and_what_will_not_is_given_up() {
    ConversationId ada = ada();
    for (int status : List.of(412, 500, 502, 503, 504)) {
      town.teams.failNext(Call.POST, status, 0);
      assertThat(failure(post("k-" + status, ada, "x")).remedy()).isEqualTo(Remedy.RETRY);
    }
    town.teams.applyThenDrop(Call.POST);
    assertThat(failure(post("k-drop", ada, "x")).remedy()).isEqualTo(Remedy.RETRY);
    for (int status : List.of(400, 403, 404, 413)) {
      town.teams.failNext(Call.POST, status, 0);
      assertThat(failure(post("k-" + status, ada, "x")).remedy()).isEqualTo(Remedy.GIVE_UP);
    }
    town.teams.block(BOB);
    ConversationId bob = town.channel.direct(new Account("teams", TENANT, BOB)).orElseThrow();
    assertThat(failure(post("k-bob", bob, "x"))).hasMessageContaining("installed");
  }

  @Test
  void a_token_is_used_until_it_ends_and_one_that_is_withdrawn_is_replaced() {
    town.channel.post(post("k-1", ada(), "x"), Optional.empty());
    town.channel.post(post("k-2", ada(), "x"), Optional.empty());
    assertThat(town.teams.count(Call.LOGIN)).isEqualTo(1);

    town.teams.withdrawTokens();
    town.channel.post(post("k-3", ada(), "x"), Optional.empty());
    assertThat(town.teams.count(Call.LOGIN)).isEqualTo(2);

    town.clock.pass(Duration.ofMinutes(56));
    town.channel.post(post("k-4", ada(), "x"), Optional.empty());
    assertThat(town.teams.count(Call.LOGIN)).isEqualTo(3);
  }

  @Test
  void while_the_login_is_down_a_post_waits() {
    town.teams.failNext(Call.LOGIN, 503, 3);

    assertThat(failure(post("k-1", ada(), "x")).retryAfter()).contains(Duration.ofSeconds(3));
    assertThat(town.teams.messages()).isEmpty();
  }
}
