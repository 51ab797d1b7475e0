package dev.deskhand.bot.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.intent.Interpretation.Unrecognized;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class LoadingIntentParserTest {
  private static final Utterance HELLO = new Utterance("hello");
  private static final IntentParser KNOWS_NOTHING = _ -> new Unrecognized();

  @Test
  void a_call_waits_until_the_parser_is_loaded() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch mayLoad = new CountDownLatch(1);
    LoadingIntentParser parser = new LoadingIntentParser(loadedAfter(mayLoad));
    boolean readyBefore = parser.isReady();

    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  asked.countDown();
                  parser.parse(HELLO);
                });
    asked.await();
    mayLoad.countDown();
    caller.join();

    assertThat(readyBefore).isFalse();
    assertThat(parser.isReady()).isTrue();
    assertThat(parser.parse(HELLO)).isEqualTo(new Unrecognized());
  }

  @Test
  void a_call_does_not_wait_for_ever() {
    CountDownLatch never = new CountDownLatch(1);
    LoadingIntentParser parser = new LoadingIntentParser(loadedAfter(never), Duration.ofMillis(20));

    assertThatThrownBy(() -> parser.parse(HELLO))
        .isInstanceOf(IntentParserException.class)
        .hasMessageContaining("not ready within 0.02s");
    never.countDown();
  }

  @Test
  void a_parser_that_cannot_be_loaded_says_why() {
    LoadingIntentParser parser =
        new LoadingIntentParser(
            () -> {
              throw new IllegalStateException("no disk");
            });

    assertThatThrownBy(() -> parser.parse(HELLO))
        .isInstanceOf(IntentParserException.class)
        .hasMessageContaining("no disk");
    assertThat(parser.isReady()).isFalse();
  }

  private static Supplier<IntentParser> loadedAfter(CountDownLatch latch) {
    return () -> {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return KNOWS_NOTHING;
    };
  }
}
