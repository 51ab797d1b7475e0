package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SlackClientsTest {
  @Test
  void the_mute_client_calls_nobody() {
    assertThatThrownBy(() -> SlackClients.mute().methods("xoxb").authTest(it -> it))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("slack.com: this client calls nobody");
  }
}
