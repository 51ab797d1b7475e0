package dev.deskhand.runbooks.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An action with its arguments filled in as far as they are known.
 *
 * @param values those of its lists whose elements are never words of a command, if there are any
 * @param window for how long its target knows a key again; for ever where it is silent
 */
public record PlannedCall(
    String action,
    String target,
    SortedMap<String, Argument> arguments,
    SortedMap<String, List<Argument>> lists,
    Optional<SortedSet<String>> values,
    Optional<Duration> window) {
  /** A call whose lists are all of words, and whose target never forgets a key. */
  public PlannedCall(
      String action,
      String target,
      SortedMap<String, Argument> arguments,
      SortedMap<String, List<Argument>> lists) {
    this(action, target, arguments, lists, Optional.empty(), Optional.empty());
  }

  /** A value, or what will look it up. */
  public sealed interface Argument {
    /** Known now; data for ever, whatever it looks like. */
    record Literal(String text) implements Argument {}

    /** Depends on the result of an earlier step; the template is the runbook's own text. */
    record Later(String template) implements Argument {}

    /** A secret, by where it stands: it is looked up inside the step, and nowhere else. */
    record Secret(String reference) implements Argument {}
  }

  public PlannedCall {
    arguments = new TreeMap<>(arguments);
    lists = new TreeMap<>(lists);
    values = values.map(TreeSet::new);
  }

  /** True if an element of this list may be a word of a command. */
  boolean isOfWords(String list) {
    return values.filter(it -> it.contains(list)).isEmpty();
  }
}
