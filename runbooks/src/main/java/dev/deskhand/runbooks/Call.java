package dev.deskhand.runbooks;

import dev.deskhand.content.Template;
import java.util.Map;

/**
 * An action and what it is given.
 *
 * @param action such as {@code ldap.unlock}
 * @param target the name of a target; may look up inputs, never results of steps
 * @param arguments may look up inputs and {@code steps.ID.OUTPUT}
 */
public record Call(String action, Template target, Map<String, Template> arguments) {
  public Call {
    arguments = Map.copyOf(arguments);
  }
}
