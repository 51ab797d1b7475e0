package dev.deskhand.bot.intent;

import dev.deskhand.content.Lengths;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A parser that is made in the background, so that a process can serve before its language models
 * are loaded. Loading begins with the constructor, once, on a thread of its own. Thread-safe.
 */
public final class LoadingIntentParser implements IntentParser {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FutureTask<IntentParser> loading;
  private final Duration patience;

  /** Lets a call wait 30 s for the parser. */
  public LoadingIntentParser(Supplier<IntentParser> loader) {
    this(loader, PATIENCE);
  }

  /**
   * Begins to load.
   *
   * @param patience how long a call of {@link #parse} waits for the parser
   */
  public LoadingIntentParser(Supplier<IntentParser> loader, Duration patience) {
    this.loading = new FutureTask<>(loader::get);
    this.patience = patience;
    Thread.ofPlatform().name("intent-parser-loading").daemon().start(loading);
  }

  /** Whether a call is answered at once. */
  public boolean isReady() {
    return loading.state() == FutureTask.State.SUCCESS;
  }

  /**
   * Waits for the parser, and asks it.
   *
   * @throws IntentParserException when the parser could not be made, is not ready in time, or the
   *     thread was interrupted
   */
  @Override
  public Interpretation parse(Utterance utterance) {
    return parser().parse(utterance);
  }

  @Override
  public Understanding understand(Utterance utterance) {
    return parser().understand(utterance);
  }

  @Override
  public Explanation explain(Utterance utterance) {
    return parser().explain(utterance);
  }

  private IntentParser parser() {
    try {
      return loading.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IntentParserException(
          "the intent parser was not ready within " + Lengths.text(patience) + "; ask again later",
          e);
    } catch (ExecutionException e) {
      throw new IntentParserException("the intent parser could not be loaded: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IntentParserException("interrupted while waiting for the intent parser", e);
    }
  }
}
