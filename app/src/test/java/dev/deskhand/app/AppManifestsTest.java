package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.practice.YamlAsJson;
import dev.deskhand.sandbox.slack.wire.AppManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What administrators of chat platforms get from the command line. */
final class AppManifestsTest {
  private static final String ID = "22222222-aaaa-4bbb-8ccc-000000000002";

  @TempDir private Path home;

  @BeforeEach
  void unpack() {
    Shipped.home(home);
  }

  private Terminal.Answer call(String... words) {
    return new Terminal(home).call(words);
  }

  @Test
  void the_printed_manifest_is_one_that_slack_takes() {
    Terminal.Answer answer = call("slack", "manifest", "--url", "https://desk.example.com");

    assertThat(answer.code()).isZero();
    assertThat(AppManifest.read(YamlAsJson.of(answer.text()).toString()))
        .satisfies(it -> assertThat(it.commands()).containsExactly("/desk"))
        .satisfies(it -> assertThat(it.shortcuts()).containsExactly("deskhand-ticket"))
        .satisfies(it -> assertThat(it.events()).contains("app_mention", "message.im"))
        .returns(true, AppManifest::isInteractive)
        .returns(true, AppManifest::hasMenus);
    assertThat(answer.text()).contains("https://desk.example.com/slack/events");
  }

  @Test
  void without_an_address_it_is_one_for_socket_mode_with_the_command_that_was_named() {
    Terminal.Answer answer = call("slack", "manifest", "--command", "/help-desk");

    assertThat(answer.code()).isZero();
    assertThat(answer.text()).contains("socket_mode_enabled: true").doesNotContain("https:");
    assertThat(AppManifest.read(YamlAsJson.of(answer.text()).toString()).commands())
        .containsExactly("/help-desk");
  }

  @Test
  void an_address_that_slack_would_not_call_is_refused_with_what_to_do() {
    Terminal.Answer answer = call("slack", "manifest", "--url", "http://desk.example.com");

    assertThat(answer.code()).isNotZero();
    assertThat(answer.text()).contains("https only", "--url").doesNotContain("\tat ");
  }

  @Test
  void the_app_for_teams_is_made_of_the_configuration() throws IOException {
    Path file = home.resolve("app.zip");
    House.write(home, "people.yaml", House.people(Map.of()));
    House.write(home, "password", "a practice secret");
    House.write(
        home,
        "deskhand.yaml",
        """
        base-url: https://desk.example.com
        teams:
          app-id: %s
          app-password: file:password
          tenants: [11111111-aaaa-4bbb-8ccc-000000000001]
        """
            .formatted(ID));

    Terminal.Answer answer =
        call(
            "teams",
            "package",
            "--config",
            home.resolve("deskhand.yaml").toString(),
            "--out",
            file.toString(),
            "--app-version",
            "1.2.3");

    assertThat(answer.text()).contains("The app is in " + file);
    assertThat(answer.code()).isZero();
    assertThat(manifest(file)).contains(ID, "desk.example.com", "\"1.2.3\"");
  }

  private static String manifest(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return new String(
          zip.getInputStream(Objects.requireNonNull(zip.getEntry("manifest.json"))).readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }
}
