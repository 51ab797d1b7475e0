package dev.deskhand.permissions;

import java.util.List;

/** What Cedar said to one question. */
sealed interface Verdict {
  /** Some policies permit it and none forbids it. */
  record Permitted(List<Rule> by) implements Verdict {}

  /** At least one policy forbids it. */
  record Forbidden(List<Rule> by) implements Verdict {}

  /** No policy permits it. */
  record Unspoken() implements Verdict {}

  /**
   * Cedar could not answer, or a policy failed while it was evaluated.
   *
   * @param detail in Cedar's words, for the log
   */
  record Broken(String detail) implements Verdict {}
}
