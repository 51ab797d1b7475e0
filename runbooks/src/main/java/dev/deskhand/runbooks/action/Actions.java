package dev.deskhand.runbooks.action;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The step actions that an installation has, by name. */
public final class Actions {
  private final Map<String, StepAction> byName;

  public Actions(Collection<? extends StepAction> actions) {
    byName =
        actions.stream()
            .collect(Collectors.toUnmodifiableMap(StepAction::name, Function.identity()));
  }

  public Optional<StepAction> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** What each action expects, by its name; for readers of runbooks. */
  public Map<String, StepAction.Signature> signatures() {
    return byName.values().stream()
        .collect(Collectors.toUnmodifiableMap(StepAction::name, StepAction::signature));
  }

  public Set<String> names() {
    return byName.keySet();
  }
}
