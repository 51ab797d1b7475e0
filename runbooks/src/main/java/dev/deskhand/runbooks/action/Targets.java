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

  /** What to say about a name that is none of theirs. */
  public String unknown(String name) {
    return "no target is called '" + name + "': " + Problems.suggestion(name, byName.keySet());
  }
}
