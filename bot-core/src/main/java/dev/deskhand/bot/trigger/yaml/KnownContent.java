package dev.deskhand.bot.trigger.yaml;

import dev.deskhand.runbooks.InputDeclaration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What triggers may name.
 *
 * @param runbooks their inputs, by name
 * @param trees their names
 * @param services the service principals' ids
 * @param desks the names of help desks
 */
public record KnownContent(
    Map<String, List<InputDeclaration>> runbooks,
    Set<String> trees,
    Set<String> services,
    Set<String> desks) {

  public KnownContent {
    runbooks = Map.copyOf(runbooks);
    trees = Set.copyOf(trees);
    services = Set.copyOf(services);
    desks = Set.copyOf(desks);
  }
}
