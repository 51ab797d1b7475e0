package dev.deskhand.bot.work;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs work by key: different keys at the same time, each on a virtual thread; one key never twice
 * at once. A signal that comes while its key is being worked is worked afterwards; many signals are
 * one. Thread-safe.
 */
final class Lanes {
  private final Map<String, State> states = new HashMap<>();
  private boolean open = true;

  private enum State {
    WORKING,
    SIGNALLED
  }

  /** Has the work done soon. The work must bear to be done once more than needed. */
  void signal(String key, Runnable work) {
    synchronized (states) {
      if (!open) {
        return;
      }
      if (states.containsKey(key)) {
        states.put(key, State.SIGNALLED);
        return;
      }
      states.put(key, State.WORKING);
    }
    Thread.ofVirtual().name(key).start(() -> run(key, work));
  }

  /** Waits until fewer keys are worked, or for a time; no longer once no more signals are taken. */
  void awaitRoom(int most, Duration longest) throws InterruptedException {
    synchronized (states) {
      if (open && states.size() >= most) {
        states.wait(longest.toMillis());
      }
    }
  }

  /** Takes no more signals and waits until what is being worked has ended. */
  void close() throws InterruptedException {
    synchronized (states) {
      open = false;
      while (!states.isEmpty()) {
        states.wait();
      }
    }
  }

  private void run(String key, Runnable work) {
    boolean again = true;
    boolean whole = false;
    try {
      while (again) {
        work.run();
        again = goesOn(key);
      }
      whole = true;
    } finally {
      if (!whole) {
        abandon(key);
      }
    }
  }

  /** This thread dies: a later signal begins anew. */
  private void abandon(String key) {
    synchronized (states) {
      states.remove(key);
      states.notifyAll();
    }
  }

  private boolean goesOn(String key) {
    synchronized (states) {
      boolean again = open && states.get(key) == State.SIGNALLED;
      if (again) {
        states.put(key, State.WORKING);
      } else {
        states.remove(key);
        states.notifyAll();
      }
      return again;
    }
  }
}
