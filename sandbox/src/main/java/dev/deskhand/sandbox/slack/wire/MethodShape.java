package dev.deskhand.sandbox.slack.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which arguments a method takes. Slack ignores unknown ones; here they are mistakes of the app.
 */
record MethodShape(Set<String> required, Set<String> optional) {
  MethodShape {
    required = Set.copyOf(required);
    optional = Set.copyOf(optional);
  }

  /** The refusal that the arguments deserve, if any. */
  Optional<SlackAnswer> refusal(Arguments arguments) {
    List<String> problems = new ArrayList<>();
    for (String name : new TreeSet<>(required)) {
      if (arguments.json(name).isEmpty()) {
        problems.add("[ERROR] missing required field: " + name);
      }
    }
    for (String name : new TreeSet<>(arguments.all().keySet())) {
      if (!required.contains(name) && !optional.contains(name)) {
        problems.add("[ERROR] unsupported argument: " + name);
      }
    }
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(SlackAnswer.refusal("invalid_arguments", problems));
  }
}
