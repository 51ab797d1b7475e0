package dev.deskhand.app;

import dev.deskhand.content.ContentException;

/** What people are told when something goes wrong on the command line: no stack traces. */
final class Told {
  private Told() {}

  static String by(Exception e) {
    if (e instanceof ContentException content) {
      return content.getMessage()
          + "\n"
          + content.problems().size()
          + " problem(s); nothing was started.";
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
