package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Stops an engine when it comes to a point for the n-th time. It dies, and from then on nothing
 * that it does reaches the database or the world; or it stands still until it is let go.
 * Thread-safe.
 */
final class Halt {
  /** The end of an engine: nothing may catch it. */
  static final class Halted extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Standing still: reached when the engine does, released when it may go on. */
  private record Pause(CountDownLatch reached, CountDownLatch released) {}

  private final Point point;
  private final Optional<EffectClass> only;
  private final Optional<Pause> pause;
  private Optional<EffectClass> effect = Optional.empty();
  private int left;
  private int abroad;
  private boolean held;
  private boolean dead;

  private Halt(Point point, int times, Optional<EffectClass> only, Optional<Pause> pause) {
    this.point = point;
    this.left = times;
    this.only = only;
    this.pause = pause;
  }

  /**
   * A death.
   *
   * @param times at the how-manieth passing, from 1
   */
  static Halt dying(Point point, int times) {
    return new Halt(point, times, Optional.empty(), Optional.empty());
  }

  static Halt pausing(Point point, int times) {
    return new Halt(point, times, Optional.empty(), Optional.of(pause()));
  }

  /**
   * The same at the point of a step of this class, where the point is a step's.
   *
   * @param times at the how-manieth passing of such a step
   */
  static Halt pausing(Point point, int times, EffectClass of) {
    return new Halt(point, times, Optional.of(of), Optional.of(pause()));
  }

  static Halt never() {
    return new Halt(Point.BEFORE_ACCEPT, 0, Optional.empty(), Optional.empty());
  }

  private static Pause pause() {
    return new Pause(new CountDownLatch(1), new CountDownLatch(1));
  }

  /** Passes a point, or stops there. */
  void pass(Point passed) {
    pass(passed, Optional.empty());
  }

  /**
   * Passes a point, or stops there.
   *
   * @param of the class of the step whose point it is; empty where it is no step's
   */
  void pass(Point passed, Optional<EffectClass> of) {
    if (diesAt(passed, of)) {
      throw new Halted();
    }
  }

  /** For places whose callers catch everything: true if the engine is dead from here on. */
  boolean diesAt(Point passed, EffectClass of) {
    return diesAt(passed, Optional.of(of));
  }

  private boolean diesAt(Point passed, Optional<EffectClass> of) {
    if (isReached(passed, of)) {
      pause.ifPresentOrElse(Halt::standStill, this::die);
    }
    return isDead();
  }

  /** The class of the step at whose point the engine stopped; empty if it was no step's. */
  synchronized Optional<EffectClass> effect() {
    return effect;
  }

  /**
   * Something is about to be asked of the world; whoever may ask says when it is answered.
   *
   * @return false if the engine is dead, which asks nothing any more
   */
  boolean leaves(Point passed, EffectClass of) {
    diesAt(passed, of);
    synchronized (this) {
      await(() -> held);
      if (!dead) {
        abroad++;
      }
      return !dead;
    }
  }

  synchronized void returned() {
    abroad--;
    notifyAll();
  }

  /** Waits until nothing of a dead engine is on its way to the world. */
  synchronized void awaitQuiet() {
    await(() -> abroad > 0);
  }

  /** Lets nothing leave for the world any more; returns when nothing is on its way to it. */
  synchronized void hold() {
    held = true;
    awaitQuiet();
  }

  /** Lets go what was held. */
  synchronized void letGo() {
    held = false;
    notifyAll();
  }

  private synchronized void await(BooleanSupplier hindrance) {
    try {
      while (hindrance.getAsBoolean()) {
        wait();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isReached(Point passed, Optional<EffectClass> of) {
    boolean isOther = only.isPresent() && of.isPresent() && !only.equals(of);
    if (passed != point || isOther || left == 0) {
      return false;
    }
    left--;
    effect = of;
    return left == 0;
  }

  private synchronized void die() {
    dead = true;
  }

  synchronized boolean isDead() {
    return dead;
  }

  void check() {
    if (isDead()) {
      throw new Halted();
    }
  }

  private static void standStill(Pause pause) {
    pause.reached().countDown();
    try {
      pause.released().await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The engine will not come to the point any more; whoever waits for it may go on. */
  void ended() {
    pause.ifPresent(it -> it.reached().countDown());
  }

  /** Waits until the engine stands still or has ended; true if it stands still. */
  boolean awaitPause(Duration patience) throws InterruptedException {
    pause.orElseThrow().reached().await(patience.toMillis(), TimeUnit.MILLISECONDS);
    synchronized (this) {
      return left == 0;
    }
  }

  void release() {
    pause.orElseThrow().released().countDown();
  }
}
