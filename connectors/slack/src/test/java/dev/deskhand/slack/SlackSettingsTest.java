package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.TenantId;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void a_blank_secret_or_token_is_refused(String blank) {
    assertThatThrownBy(() -> SlackSettings.of(TenantId.DEFAULT, "T0001", blank, "xoxb"))
        .hasMessageContaining("slack.signing-secret")
        .hasMessageContaining("Basic Information");
    assertThatThrownBy(() -> SlackSettings.of(TenantId.DEFAULT, "T0001", "secret", blank))
        .hasMessageContaining("slack.bot-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xoxb-1-the-bot-token", "secret"})
  void what_is_no_token_of_an_app_opens_no_connection(String token) {
    assertThatThrownBy(() -> new SlackSettings.Intake.Socket(token))
        .hasMessageContaining("slack.app-token")
        .hasMessageContaining("connections:write");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://slack.example/api/", "ftp://slack.com/", "slack.com", "file:///x"})
  void the_token_is_sent_only_over_https_or_to_this_machine(String url) {
    assertThatThrownBy(() -> with(url)).hasMessageContaining("slack.base-url");
  }

  @Test
  void a_missing_slash_at_the_end_of_the_address_is_added() {
    assertThat(with("http://127.0.0.1:9/api").baseUrl()).hasToString("http://127.0.0.1:9/api/");
  }

  @Test
  void answers_go_to_slacks_own_hosts_alone() {
    SlackSettings slack = SlackSettings.of(TenantId.DEFAULT, "T0001", "secret", "xoxb");
    SlackSettings local = with("http://127.0.0.1:9/api");

    assertThat(slack.takesAnswers(URI.create("https://hooks.slack.com/commands/T/1/x"))).isTrue();
    assertThat(slack.takesAnswers(URI.create("http://hooks.slack.com/commands/T/1/x"))).isFalse();
    assertThat(slack.takesAnswers(URI.create("https://hooks.slack.com.evil.example/x"))).isFalse();
    assertThat(slack.takesAnswers(URI.create("https://hooks.slack.com@evil.example/x"))).isFalse();
    assertThat(slack.takesAnswers(URI.create("mailto:x"))).isFalse();
    assertThat(local.takesAnswers(URI.create("http://127.0.0.1:9/response/1"))).isTrue();
    assertThat(local.takesAnswers(URI.create("http://127.0.0.1:10/response/1"))).isFalse();
  }

  @Test
  void secrets_show_in_no_text() {
    assertThat(SlackSettings.of(TenantId.DEFAULT, "T0001", "planted-a", "planted-b").toString())
        .doesNotContain("planted");
  }

  private static SlackSettings with(String url) {
    return new SlackSettings(
        TenantId.DEFAULT,
        Map.of("T0001", "xoxb"),
        new SlackSettings.Intake.Signed("secret"),
        URI.create(url),
        SlackSettings.COMMAND);
  }
}
