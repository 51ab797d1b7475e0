package dev.deskhand.bot.trigger.yaml;

import dev.deskhand.bot.offer.Offer;
import dev.deskhand.runbooks.InputDeclaration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What triggers may name.
 *
 * @param runbooks their inputs, by name
 * @param trees their names
 * @param offers by name, drafts too
 * @param services the service principals' ids
 * @param desks the names of help desks
 */
public record KnownContent(
    Map<String, List<InputDeclaration>> runbooks,
    Set<String> trees,
    Map<String, Offer> offers,
    Set<String> services,
    Set<String> desks) {

  public KnownContent {
    runbooks = Map.copyOf(runbooks);
    trees = Set.copyOf(trees);
    offers = Map.copyOf(offers);
    services = Set.copyOf(services);
    desks = Set.copyOf(desks);
  }
}
