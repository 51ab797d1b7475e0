package dev.deskhand.runbooks.action;

import dev.deskhand.content.Problems;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The systems that an installation knows, by name. */
public final class Targets {
  private final Map<String, Target> byName;

  public Targets(Collection<Target> targets) {
    byName =
        targets.stream().collect(Collectors.toUnmodifiableMap(Target::name, Function.identity()));
  }

  public Optional<Target> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Set<String> names() {
    return byName.keySet();
  }

  /**
   * Why an action can't act on a target; empty if it can.
   *
   * @param kind of the targets that the action acts on
   */
  public Optional<String> unfit(Target target, String kind, String action) {
    return target.kind().equals(kind)
        ? Optional.empty()
        : Optional.of(
            "'"
                + action
                + "' acts on targets of the kind "
                + kind
                + ", and '"
                + target.name()
                + "' is one of the kind "
                + target.kind()
                + ": "
                + Problems.suggestion(target.name(), ofKind(kind)));
  }

  private Set<String> ofKind(String kind) {
    return byName.values().stream()
        .filter(it -> it.kind().equals(kind))
        .map(Target::name)
        .collect(Collectors.toSet());
  }

  /** What to say about a name that is none of theirs. */
  public String unknown(String name) {
    return "no target is called '" + name + "': " + Problems.suggestion(name, byName.keySet());
  }
}
