package dev.deskhand.runbooks;

import dev.deskhand.content.Template;
import java.util.List;
import java.util.Map;

/**
 * An action and what it is given.
 *
 * @param action such as {@code ldap.unlock}
 * @param target the name of a target; may look up inputs and {@code each}, never results of steps
 * @param arguments may look up inputs, {@code each} and {@code steps.ID.OUTPUT}
 * @param lists arguments that are lists, such as a command's words
 */
public record Call(
    String action,
    Template target,
    Map<String, Template> arguments,
    Map<String, List<Template>> lists) {
  public Call {
    arguments = Map.copyOf(arguments);
    lists = Map.copyOf(lists);
  }
}
