package dev.deskhand.runbooks.action;

import dev.deskhand.runbooks.action.ActionCall.Services;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ways to change one part of a call, for tests. */
public final class Calls {
  private Calls() {}

  /** What tells nobody anything, and lets everything pass. */
  public static Services knowing(Secrets secrets) {
    return new Services(secrets, Output.NONE, Fence.NONE);
  }

  /** A first attempt with arguments, and nothing else. */
  public static ActionCall call(Target target, Map<String, String> arguments, Secrets secrets) {
    return new ActionCall(
        "run-1.step", 1, target, arguments, Map.of(), Duration.ofSeconds(20), knowing(secrets));
  }

  public static ActionCall withArguments(ActionCall call, Map<String, String> arguments) {
    return new ActionCall(
        call.key(),
        call.attempt(),
        call.target(),
        arguments,
        call.lists(),
        call.timeout(),
        call.services());
  }

  /** With one argument more, or another value of it. */
  public static ActionCall withArgument(ActionCall call, String name, String value) {
    Map<String, String> arguments = new HashMap<>(call.arguments());
    arguments.put(name, value);
    return withArguments(call, arguments);
  }

  public static ActionCall withLists(ActionCall call, Map<String, List<String>> lists) {
    return new ActionCall(
        call.key(),
        call.attempt(),
        call.target(),
        call.arguments(),
        lists,
        call.timeout(),
        call.services());
  }

  /** With one list more, or other elements of it. */
  public static ActionCall withList(ActionCall call, String name, List<String> elements) {
    Map<String, List<String>> lists = new HashMap<>(call.lists());
    lists.put(name, elements);
    return withLists(call, lists);
  }

  public static ActionCall withSettings(ActionCall call, Map<String, String> settings) {
    return new ActionCall(
        call.key(),
        call.attempt(),
        new Target(call.target().name(), call.target().kind(), settings),
        call.arguments(),
        call.lists(),
        call.timeout(),
        call.services());
  }

  public static ActionCall withSetting(ActionCall call, String name, String value) {
    Map<String, String> settings = new HashMap<>(call.target().settings());
    settings.put(name, value);
    return withSettings(call, settings);
  }

  /** Another attempt of the same step. */
  public static ActionCall withAttempt(ActionCall call, int attempt) {
    return new ActionCall(
        call.key(),
        attempt,
        call.target(),
        call.arguments(),
        call.lists(),
        call.timeout(),
        call.services());
  }

  /** The same for another step or another run. */
  public static ActionCall withKey(ActionCall call, String key) {
    return new ActionCall(
        key,
        call.attempt(),
        call.target(),
        call.arguments(),
        call.lists(),
        call.timeout(),
        call.services());
  }

  public static ActionCall withTimeout(ActionCall call, Duration timeout) {
    return new ActionCall(
        call.key(),
        call.attempt(),
        call.target(),
        call.arguments(),
        call.lists(),
        timeout,
        call.services());
  }

  public static ActionCall withSecrets(ActionCall call, Secrets secrets) {
    return withServices(call, new Services(secrets, call.output(), call.fence()));
  }

  public static ActionCall withOutput(ActionCall call, Output output) {
    return withServices(call, new Services(call.secrets(), output, call.fence()));
  }

  public static ActionCall withFence(ActionCall call, Fence fence) {
    return withServices(call, new Services(call.secrets(), call.output(), fence));
  }

  private static ActionCall withServices(ActionCall call, Services services) {
    return new ActionCall(
        call.key(),
        call.attempt(),
        call.target(),
        call.arguments(),
        call.lists(),
        call.timeout(),
        services);
  }
}
