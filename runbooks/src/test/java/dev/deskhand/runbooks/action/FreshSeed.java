package dev.deskhand.runbooks.action;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * The seed of what is made up anew in each run of the tests. It is told with each failure, and
 * {@code -Ddeskhand.seed=N} gives it back.
 */
public final class FreshSeed implements TestExecutionExceptionHandler {
  public static final long SEED = Long.getLong("deskhand.seed", new Random().nextInt(1_000_000));

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failure.addSuppressed(new AssertionError("the same values again: -Ddeskhand.seed=" + SEED));
    throw failure;
  }
}
