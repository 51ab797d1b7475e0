package dev.deskhand.sandbox.http;

import dev.deskhand.sandbox.SandboxFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same to many things in an order of their own, eight at a time. */
public final class Mixed {
  private static final int AT_ONCE = 8;

  private Mixed() {}

  /**
   * What came of each.
   *
   * @param seed the same one gives the same order
   */
  public static <T, R> List<R> order(List<T> things, long seed, Function<T, R> work) {
    List<T> mixed = new ArrayList<>(things);
    Collections.shuffle(mixed, new Random(seed));
    try (ExecutorService together = Executors.newFixedThreadPool(AT_ONCE)) {
      List<R> results = new ArrayList<>();
      for (Future<R> done :
          together.invokeAll(
              mixed.stream().map(it -> (Callable<R>) () -> work.apply(it)).toList())) {
        results.add(done.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new SandboxFailure("one of many failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("doing many was interrupted", e);
    }
  }
}
