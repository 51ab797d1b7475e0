package dev.deskhand.actions.command;

import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Target;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What may be run on this machine, and how.
 *
 * @param name of the target, for messages
 * @param prefix what the command stands behind, so that it runs as another user
 */
record CommandTarget(
    String name,
    Set<String> programs,
    Path folder,
    Map<String, String> environment,
    List<String> prefix) {
  private static final String VARIABLE = "env.";
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

  CommandTarget {
    programs = Set.copyOf(programs);
    environment = Map.copyOf(environment);
    prefix = List.copyOf(prefix);
  }

  /**
   * Reads a target.
   *
   * @throws ActionException naming the setting that is missing or wrong
   */
  static CommandTarget of(Target target) {
    Set<String> programs =
        Arrays.stream(target.required("programs").split(",", -1))
            .map(String::strip)
            .collect(Collectors.toUnmodifiableSet());
    if (!programs.stream().allMatch(program -> program.matches("/[^\\p{Cntrl}]+"))) {
      throw wrong(target, "programs: expected absolute paths with commas between");
    }
    return new CommandTarget(
        target.name(),
        programs,
        Path.of(target.optional("folder").orElse("/")),
        environment(target),
        prefix(target));
  }

  boolean allows(String program) {
    return programs.contains(program);
  }

  private static Map<String, String> environment(Target target) {
    return target.settings().entrySet().stream()
        .filter(setting -> setting.getKey().startsWith(VARIABLE))
        .collect(
            Collectors.toUnmodifiableMap(
                setting -> setting.getKey().substring(VARIABLE.length()), Map.Entry::getValue));
  }

  private static List<String> prefix(Target target) {
    Optional<String> user = target.optional("user").map(name -> account(target, "user", name));
    if (user.isEmpty()) {
      return List.of();
    }
    String by = target.optional("by").orElse("sudo");
    String group = account(target, "group", target.optional("group").orElse(user.get()));
    return switch (by) {
      case "sudo" -> List.of("/usr/bin/sudo", "-n", "-u", user.get(), "--");
      case "setpriv" ->
          List.of(
              "/usr/bin/setpriv",
              "--reuid=" + user.get(),
              "--regid=" + group,
              "--init-groups",
              "--no-new-privs",
              "--");
      case String other ->
          throw wrong(target, "by: expected sudo or setpriv, found '" + other + "'");
    };
  }

  private static String account(Target target, String setting, String name) {
    if (!ACCOUNT.matcher(name).matches()) {
      throw wrong(target, setting + ": '" + name + "' can't be an account");
    }
    return name;
  }

  private static ActionException wrong(Target target, String what) {
    return new ActionException("target '" + target.name() + "': " + what);
  }
}
