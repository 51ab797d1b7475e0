package dev.deskhand.runbooks.run;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.memory.WatchedJournal;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** What befalls a process at one of its appends: it dies, or is overtaken by others. */
final class Trouble implements WatchedJournal.Watch {
  private final AtomicInteger appends = new AtomicInteger();
  private final IntConsumer before;
  private final IntConsumer after;

  private Trouble(IntConsumer before, IntConsumer after) {
    this.before = before;
    this.after = after;
  }

  /** The end of a process: nothing may catch it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  static Trouble none() {
    return new Trouble(_ -> {}, _ -> {});
  }

  /** It dies when the n-th append, from 1, has committed. */
  static Trouble killedAfter(int n) {
    return new Trouble(_ -> {}, count -> dieAt(n, count));
  }

  /** It dies when the n-th append, from 1, is about to commit. */
  static Trouble killedBefore(int n) {
    return new Trouble(count -> dieAt(n, count), _ -> {});
  }

  /** Something is done just before the n-th append, from 1. */
  static Trouble overtakenBefore(int n, Runnable somebodyElse) {
    return new Trouble(
        count -> {
          if (count == n) {
            somebodyElse.run();
          }
        },
        _ -> {});
  }

  private static void dieAt(int n, int count) {
    if (count >= n) {
      throw new Killed();
    }
  }

  @Override
  public void before(Append append) {
    before.accept(appends.incrementAndGet());
  }

  @Override
  public void after(Append append) {
    after.accept(appends.get());
  }
}
