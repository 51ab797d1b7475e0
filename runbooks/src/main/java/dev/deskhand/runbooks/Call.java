package dev.deskhand.runbooks;

import dev.deskhand.content.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An action and what it is given.
 *
 * @param action such as {@code ldap.unlock}
 * @param target the name of a target; may look up inputs and {@code each}, never results of steps
 * @param arguments may look up inputs, {@code each} and {@code steps.ID.OUTPUT}
 * @param lists arguments that are lists, such as a command's words
 * @param window for how long its target knows a key again; for ever where it is silent
 */
public record Call(
    String action,
    Template target,
    Map<String, Template> arguments,
    Map<String, List<Template>> lists,
    Optional<Duration> window) {
  /** A call whose target never forgets a key. */
  public Call(
      String action,
      Template target,
      Map<String, Template> arguments,
      Map<String, List<Template>> lists) {
    this(action, target, arguments, lists, Optional.empty());
  }

  public Call {
    arguments = Map.copyOf(arguments);
    lists = Map.copyOf(lists);
  }
}
