package dev.deskhand.runbooks.action;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One attempt of a step.
 *
 * @param key the same for every attempt of this step in this run, and for no other; for targets
 *     that deduplicate and for marker files; of {@code a-z A-Z 0-9 . _ -}, at most 120 characters
 * @param attempt from 1
 * @param arguments by name, those of structures by {@link StructurePath}; data, never to be read as
 *     templates or commands
 * @param lists the arguments that are lists, by name, such as an argument vector; data too
 * @param timeout when it is given up
 * @param services what the engine does for the action
 */
public record ActionCall(
    String key,
    int attempt,
    Target target,
    Map<String, String> arguments,
    Map<String, List<String>> lists,
    Duration timeout,
    Services services) {

  /**
   * What the engine does for an action.
   *
   * @param output where the action tells what it sees while it works
   * @param fence what it passes before an effect
   */
  public record Services(Secrets secrets, Output output, Fence fence) {}

  public ActionCall {
    arguments = Map.copyOf(arguments);
    lists =
        lists.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
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

  /** A list argument; one that was not given has no elements. */
  public List<String> list(String name) {
    return lists.getOrDefault(name, List.of());
  }

  /**
   * An argument that is written as YAML.
   *
   * @throws ActionException naming a value that is not what it should be
   */
  public Optional<Structure> structure(String name) {
    return StructureParser.parse(name, arguments);
  }

  public Secrets secrets() {
    return services.secrets();
  }

  public Output output() {
    return services.output();
  }

  public Fence fence() {
    return services.fence();
  }

  /** The secret that one of the target's settings refers to. */
  public String secret(String setting) {
    return secrets().resolve(target.required(setting));
  }
}
