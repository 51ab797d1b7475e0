package dev.deskhand.slack;

import static dev.deskhand.slack.SlackTown.ADA;
import static dev.deskhand.slack.SlackTown.ADA_DIRECTLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.sandbox.slack.SlackDelivery;
import dev.deskhand.sandbox.slack.SlackSender;
import dev.deskhand.sandbox.slack.message.SlackCall;
import dev.deskhand.sandbox.slack.message.SlackRoom;
import dev.deskhand.sandbox.slack.wire.AppManifest;
import dev.deskhand.sandbox.slack.wire.Shelf;
import dev.deskhand.slack.SlackManifest.Scope;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SlackManifestTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String THREAD = "1700000000.000100";
  private static final URI ADDRESS = URI.create("https://desk.example.com/");

  @Test
  void with_an_address_slack_calls_it() {
    String yaml = new SlackManifest("/desk", Optional.of(ADDRESS)).yaml();

    assertThat(yaml)
        .contains("    - command: /desk\n      url: https://desk.example.com/slack/commands\n")
        .contains("    request_url: https://desk.example.com/slack/events\n    bot_events:\n")
        .contains("    request_url: https://desk.example.com/slack/interactivity\n")
        .contains("  socket_mode_enabled: false\n");
    assertThat(yaml.lines()).noneMatch(line -> line.isBlank() || line.endsWith(" "));
  }

  @Test
  void without_one_it_is_an_app_of_socket_mode_and_names_none() {
    assertThat(new SlackManifest("/help-desk", Optional.empty()).yaml())
        .contains("command: /help-desk\n", "socket_mode_enabled: true\n")
        .doesNotContain("url:");
  }

  @Test
  void an_address_without_tls_is_refused_with_what_to_do() {
    assertThatThrownBy(
            () -> new SlackManifest("/desk", Optional.of(URI.create("http://127.0.0.1:8080"))))
        .hasMessageContaining("--url");
  }

  @Test
  void slack_takes_it_with_another_command_too() {
    assertThat(
            AppManifest.read(SlackTown.json(new SlackManifest("/help-desk", Optional.of(ADDRESS)))))
        .returns(Set.of("/help-desk"), AppManifest::commands)
        .returns(Set.of("deskhand-ticket"), AppManifest::shortcuts)
        .returns(true, AppManifest::hasMenus);
  }

  /** All that Deskhand hears and does in Slack, each once; Slack refuses what is not in there. */
  @ParameterizedTest
  @EnumSource(SlackTown.Way.class)
  void nothing_is_lacking_in_it_and_nothing_is_too_much(SlackTown.Way way) {
    try (SlackTown town = new SlackTown(way)) {
      town.slack.addRoom("C0CLOSED", SlackRoom.PRIVATE);
      town.slack.addRoom("G0FEW", SlackRoom.GROUP);
      town.slack.addRoom("C0FAR", SlackRoom.CHANNEL);
      town.slack.expel("C0FAR");

      hear(town);
      speak(town);

      AppManifest manifest = AppManifest.read(SlackTown.manifest(way));
      assertThat(town.slack.app().usedScopes())
          .containsExactlyInAnyOrderElementsOf(manifest.scopes());
      assertThat(town.slack.app().usedEvents())
          .containsExactlyInAnyOrderElementsOf(manifest.events());
      assertThat(town.slack.calls()).allMatch(SlackCall::succeeded);
    }
  }

  private static void hear(SlackTown town) {
    SlackSender sender = town.sender;
    List<SlackDelivery> all =
        new ArrayList<>(
            List.of(
                sender.command(ADA, "help"),
                sender.mention(ADA, "help"),
                sender.directMessage(ADA_DIRECTLY, "help"),
                sender.shortcut(ADA, "deskhand-ticket", THREAD, "x")));
    for (String channel : List.of("C0HELP", "C0CLOSED", "G0FEW")) {
      town.desk.awaits(where(channel + ":" + THREAD));
      all.add(sender.talkInThread(ADA.in(channel), THREAD, "it is plugged in"));
    }
    all.forEach(it -> assertThat(sender.send(it).status()).isEqualTo(200));
    assertThat(town.reception.accepted()).hasSameSizeAs(all);
    town.desk.shows(Message.text("Your requests"));
    assertThat(sender.send(sender.homeOpened(ADA, "home")).status()).isEqualTo(200);
    assertThat(town.slack.awaitView(it -> !it.isModal(), SOON).user()).isEqualTo(ADA.user());
  }

  private static void speak(SlackTown town) {
    PracticeStock stock = new PracticeStock();
    SlackChannel channel = new SlackChannel(town.settings, stock);
    Message whole =
        Message.text("What it says:")
            .showing(new Exhibit.File(stock.keep("said.txt", "very much")));
    for (String where : List.of("C0HELP", "C0CLOSED", "G0FEW", "U0ADA")) {
      ChannelPost post = post(where, whole);
      channel.post(post, Optional.empty());
      assertThat(channel.find(post)).isPresent();
    }
    channel.post(post("C0FAR", Message.text("It works again.")), Optional.empty());
    Shelf.Shared file = town.slack.files().share("a.png", "image/png", new byte[] {1});
    town.sender.send(town.sender.files(ADA_DIRECTLY, "", file));
    Inbound.ChatMessage given = (Inbound.ChatMessage) town.reception.accepted().getLast();
    assertThat(channel.files().fetch(given.files().getFirst(), 100))
        .isInstanceOf(FileSource.Fetched.Content.class);
  }

  private static ChannelPost post(String where, Message message) {
    return new ChannelPost(
        new DeliveryKey("k-" + where),
        where(where),
        new Audience.Everyone(),
        message,
        Optional.empty());
  }

  private static ConversationId where(String place) {
    return new ConversationId("slack", SlackTown.TEAM + ":" + place);
  }

  @Test
  void the_documentation_explains_the_same_scopes() throws IOException {
    Path page =
        Stream.of("docs/how-to/slack.md", "../../docs/how-to/slack.md")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst()
            .orElseThrow();
    String text = Files.readString(page);

    assertThat(SlackManifest.SCOPES)
        .extracting(Scope::name)
        .allSatisfy(
            scope -> assertThat(text.lines()).anyMatch(row -> row.contains("`" + scope + "`")));
  }
}
