package dev.deskhand.runbooks.action;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt of a step.
 *
 * @param key the same for every attempt of this step in this run, and for no other; for targets
 *     that deduplicate and for marker files; of {@code a-z A-Z 0-9 . _ -}, at most 120 characters
 * @param attempt from 1
 * @param arguments by name; data, never to be read as templates or commands
 * @param timeout when it is given up
 */
public record ActionCall(
    String key,
    int attempt,
    Target target,
    Map<String, String> arguments,
    Duration timeout,
    Secrets secrets) {
  public ActionCall {
    arguments = Map.copyOf(arguments);
  }

  /**
   * An argument that must be there.
   *
   * @throws ActionException naming it
   */
  public String argument(String name) {
    return optionalArgument(name)
        .orElseThrow(() -> new ActionException("argument '" + name + "' is missing"));
  }

  public Optional<String> optionalArgument(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  /** The secret that one of the target's settings refers to. */
  public String secret(String setting) {
    return secrets.resolve(target.required(setting));
  }
}
