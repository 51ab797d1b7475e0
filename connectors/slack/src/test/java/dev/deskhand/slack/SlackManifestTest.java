package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.slack.SlackManifest.Scope;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SlackManifestTest {
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
