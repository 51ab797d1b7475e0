package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.content.ContentException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServeCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"serve", "serve -c x.yaml", "serve --config x.yaml"})
  void the_call_of_a_service_is_read_by_hand(String words) {
    assertThat(ServeCommand.plainly(words.split(" "))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "serve --help",
        "serve --config",
        "serve --config=x.yaml",
        "serve --config --help",
        "serve --confg x.yaml",
        "serve --without-language -c x.yaml"
      })
  void every_other_call_is_left_to_the_command_line(String words) {
    assertThat(ServeCommand.plainly(words.split(" "))).isEmpty();
  }

  @Test
  void read_by_hand_it_refuses_what_is_not_in_order(@TempDir Path folder) {
    Path file = House.write(folder, "deskhand.yaml", "slack: {team: T1}\n");
    ServeCommand serve = ServeCommand.plainly("serve", "-c", file.toString()).orElseThrow();
    System.setProperty("deskhand.home", Shipped.home(folder).toString());
    try {
      assertThatThrownBy(serve::open)
          .isInstanceOf(ContentException.class)
          .hasMessageContaining("signing-secret");
    } finally {
      System.clearProperty("deskhand.home");
    }
  }
}
