package dev.deskhand.bot.trigger.yaml;

import java.util.Map;
import java.util.Set;

/**
 * What triggers may name.
 *
 * @param runbooks by name
 * @param trees their names
 * @param services the service principals' ids
 * @param desks the names of help desks
 */
public record KnownContent(
    Map<String, Inputs> runbooks, Set<String> trees, Set<String> services, Set<String> desks) {

  /** The names of a runbook's inputs. */
  public record Inputs(Set<String> required, Set<String> optional) {
    public Inputs {
      required = Set.copyOf(required);
      optional = Set.copyOf(optional);
    }
  }

  public KnownContent {
    runbooks = Map.copyOf(runbooks);
    trees = Set.copyOf(trees);
    services = Set.copyOf(services);
    desks = Set.copyOf(desks);
  }
}
