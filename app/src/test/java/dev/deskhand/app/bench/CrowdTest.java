package dev.deskhand.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A crowd of which each has to be answered, and once. */
final class CrowdTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  @Test
  void each_answered_once_is_well() {
    assertThat(exitCode(Map.of("a", 1, "b", 1, "c", 1))).isZero();
    assertThat(told()).isEmpty();
  }

  @Test
  void a_conversation_that_was_lost_is_said_and_fails_the_benchmark() {
    assertThat(exitCode(Map.of("a", 1, "c", 1))).isEqualTo(1);
    assertThat(told()).contains("never answered: 1 of 3, and none may be.");
  }

  @Test
  void an_answer_that_was_doubled_is_said_and_fails_the_benchmark() {
    assertThat(exitCode(Map.of("a", 1, "b", 3, "c", 1))).isEqualTo(1);
    assertThat(told()).contains("answered again: 2 of 3, and none may be.");
  }

  private int exitCode(Map<String, Integer> answers) {
    return BenchCommand.exitCode(
        Crowd.kept(3, answers), new PrintStream(told, true, StandardCharsets.UTF_8));
  }

  private String told() {
    return told.toString(StandardCharsets.UTF_8);
  }
}
