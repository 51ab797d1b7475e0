package dev.deskhand.actions.ssh;

import dev.deskhand.runbooks.action.Output;

/** Passes on what comes after a mark, which may come in pieces. Belongs to one thread. */
final class AfterMark implements Output {
  private final String mark;
  private final Output told;
  private String before = "";
  private boolean passed;

  AfterMark(String mark, Output told) {
    this.mark = mark;
    this.told = told;
  }

  @Override
  public void text(String chunk) {
    if (passed) {
      told.text(chunk);
      return;
    }
    before += chunk;
    int at = before.indexOf(mark);
    if (at < 0) {
      before = before.substring(Math.max(0, before.length() - mark.length()));
      return;
    }
    passed = true;
    String rest = before.substring(at + mark.length());
    before = "";
    if (!rest.isEmpty()) {
      told.text(rest);
    }
  }
}
