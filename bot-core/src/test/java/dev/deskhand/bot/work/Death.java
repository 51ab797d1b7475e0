package dev.deskhand.bot.work;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.memory.WatchedJournal;

/** Counts the places where a process may die, and has it die at one of them. */
final class Death implements WatchedJournal.Watch {
  private final int at;
  private int passed;

  private Death(int at) {
    this.at = at;
  }

  static Death never() {
    return new Death(Integer.MAX_VALUE);
  }

  /** At the n-th place, from 1. */
  static Death at(int n) {
    return new Death(n);
  }

  /** The end of a process: nothing may catch it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** A place where the process may die. */
  synchronized void pass() {
    passed++;
    if (passed >= at) {
      throw new Killed();
    }
  }

  @Override
  public void before(Append append) {
    pass();
  }

  @Override
  public void after(Append append) {
    pass();
  }
}
