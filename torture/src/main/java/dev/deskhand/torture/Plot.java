package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.run.RunOutcome;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the tortured runbooks do: each of these with each class of effect. The world breaks a step
 * that is called {@code fails}, and the third item of what is called {@code flawed}.
 */
enum Plot {
  /** One step after the other. */
  DO(RunOutcome.SUCCEEDED, "look, undoable act, more"),

  /** The same, after somebody else's yes. */
  GUARDED(RunOutcome.SUCCEEDED, "look, undoable act, more"),

  /** Fails half-way and is taken back. */
  FAILING(RunOutcome.ROLLED_BACK, "look, undoable act, fails"),

  /** Branches at the same time, one of them of two steps, at most two at a time. */
  BRANCHES(RunOutcome.SUCCEEDED, "look, branches more, last"),

  /** The same, but one branch fails: the others come to their end, and all is taken back. */
  FORKED(RunOutcome.ROLLED_BACK, "undoable act, branches fails, last"),

  /** Waves of things, of which one fails, as is tolerated. */
  FLEET(RunOutcome.SUCCEEDED, "look, waves 1, last"),

  /** Waves of things, of which one fails, as is not: what was done is taken back. */
  UNRAVELLED(RunOutcome.ROLLED_BACK, "undoable act, waves 0, last"),

  /** Asks for a word half-way, and for another one later. */
  ASKED(RunOutcome.SUCCEEDED, "undoable act, ask, more, ask-again, last"),

  /** Needs somebody else's yes to the rest. */
  AGREED(RunOutcome.SUCCEEDED, "undoable act, approval, more"),

  /** The same, but hears a no: what was done is taken back. */
  DECLINED(RunOutcome.ROLLED_BACK, "undoable act, approval, more"),

  /** Lets a while pass. */
  PATIENT(RunOutcome.SUCCEEDED, "undoable act, wait, more"),

  /** The same, but is stopped by a person until the while is over. */
  PAUSED(RunOutcome.SUCCEEDED, "undoable act, wait, more"),

  /** The same, but is called off meanwhile: what was done is taken back. */
  CANCELLED(RunOutcome.ROLLED_BACK, "undoable act, wait, more"),

  /** Does two things, a while apart, that no other run may do meanwhile. */
  LOCKED(RunOutcome.SUCCEEDED, "look, locked");

  private static final String UNDO =
      """
        undo:
          action: world.idempotent
          target: world
      """;

  private static final String AT_ONCE =
      """
      - id: branches
        title: At the same time
        together: 2
        parallel:
      """;

  private static final String APPROVAL =
      """
      - { id: approval, title: The rest, approval: { role: approver, count: 1, within: 400h } }
      """;

  private static final String TELL =
      """
      tell:
        succeeded: Done.
        failed: Not done.
      """;

  private final RunOutcome outcome;
  private final String parts;

  /**
   * A plot.
   *
   * @param parts with commas between
   */
  Plot(RunOutcome outcome, String parts) {
    this.outcome = outcome;
    this.parts = parts;
  }

  /** Whether an effect is one that no other run may have meanwhile. */
  static boolean isUnderLock(String key) {
    return key.contains(".alone");
  }

  /** How it ends where targets do what they are asked for. */
  RunOutcome outcome() {
    return outcome;
  }

  /** The plot of a runbook. */
  static Plot of(String runbook) {
    return valueOf(runbook.substring(0, runbook.indexOf('-')).toUpperCase(Locale.ROOT));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The runbooks of one class of effect. */
  static Stream<String> texts(EffectClass effect) {
    return Arrays.stream(values()).map(plot -> plot.text(effect));
  }

  private String text(EffectClass effect) {
    StringBuilder text = new StringBuilder();
    text.append("runbook: ").append(label()).append('-').append(effect.label());
    text.append("\ntitle: Do it\nrisk: low\nsteps:\n");
    for (String part : parts.split(", ", -1)) {
      text.append(part(part, effect).indent(2));
    }
    return text.append(TELL).toString();
  }

  private static String part(String part, EffectClass effect) {
    String[] words = part.split(" ", 2);
    return switch (words[0]) {
      case "look" -> act("look", EffectClass.READ);
      case "undoable" -> act(words[1], effect) + UNDO;
      case "branches" -> AT_ONCE + branches(words[1], effect).indent(4);
      case "waves" ->
          waves(words[1])
              + act("seen", EffectClass.READ).indent(6)
              + "  steps:\n"
              + (act("first", effect) + UNDO + act("second", effect) + UNDO).indent(4);
      case "ask", "ask-again" -> asking(part);
      case "approval" -> APPROVAL;
      case "wait" -> waiting("20s");
      case "locked" -> locked(effect);
      default -> act(part, effect);
    };
  }

  private static String branches(String third, EffectClass effect) {
    String two =
        """
        - id: both
          title: One after the other
          steps:
        """;
    return act("left", effect)
        + UNDO
        + two
        + (act("first", effect) + UNDO + act("second", effect) + UNDO).indent(4)
        + act(third, effect)
        + UNDO;
  }

  private static String waves(String tolerated) {
    return """
    - id: flawed
      title: Each of them
      for-each: { it: [one, two, three, four, five] }
      together: 2
      tolerate: %s
      waves:
        canary: 1
        size: 2
        verify:
    """
        .formatted(tolerated);
  }

  private static String asking(String id) {
    return """
    - id: %s
      title: How far?
      ask: { of: requester, within: 400h, form: { word: { type: string, question: How far? } } }
    """
        .formatted(id);
  }

  private static String waiting(String howLong) {
    return "- { id: wait, title: A while, wait: { for: %s } }\n".formatted(howLong);
  }

  /** There is a lock for each class of effect. */
  private static String locked(EffectClass effect) {
    return """
    - id: locked
      title: Nobody else meanwhile
      lock: the world of %s
      steps:
    """
            .formatted(effect.label())
        + (act("alone", effect) + waiting("1s") + act("alone-again", effect)).indent(4);
  }

  private static String act(String id, EffectClass effect) {
    return """
    - id: %1$s
      title: Act
      action: world.%2$s
      target: world
      effect: %2$s
      retry: { attempts: 4, first: 1s, longest: 4s }
      timeout: 30s
    """
        .formatted(id, effect.label());
  }
}
