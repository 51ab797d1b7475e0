package dev.deskhand.runbooks;

import dev.deskhand.content.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An action and what it is given.
 *
 * @param action such as {@code ldap.unlock}
 * @param target the name of a target; may look up inputs and {@code each}, never results of steps
 * @param arguments may look up inputs, {@code each} and {@code steps.ID.OUTPUT}
 * @param lists arguments that are lists, such as a command's words
 * @param known what is known of its action
 */
public record Call(
    String action,
    Template target,
    Map<String, Template> arguments,
    Map<String, List<Template>> lists,
    Known known) {

  /**
   * What an action says of itself, as far as its calls depend on it.
   *
   * @param kind of the targets that it acts on; any where it is silent
   * @param values those of its lists whose elements are never words of a command
   * @param window for how long a target knows a key again; for ever where it is silent
   */
  public record Known(Optional<String> kind, Set<String> values, Optional<Duration> window) {
    /** Of an action that says nothing. */
    public static final Known NOTHING = new Known(Optional.empty(), Set.of(), Optional.empty());

    public Known {
      values = Set.copyOf(values);
    }
  }

  /** A call of an action of which nothing is known. */
  public Call(
      String action,
      Template target,
      Map<String, Template> arguments,
      Map<String, List<Template>> lists) {
    this(action, target, arguments, lists, Known.NOTHING);
  }

  public Call {
    arguments = Map.copyOf(arguments);
    lists = Map.copyOf(lists);
  }
}
