package dev.deskhand.bot.offer.yaml;

import dev.deskhand.bot.offer.Subject;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.Runbook;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What offers may name.
 *
 * @param runbooks by name
 * @param trees their names
 */
public record KnownSubjects(Map<String, Runbook> runbooks, Set<String> trees, Owners owners) {

  /** Who may answer for what. */
  @FunctionalInterface
  public interface Owners {
    /** Why this person can't own an offer of that, as a sentence; empty if they can. */
    Optional<String> objection(PersonId owner, Subject subject);
  }

  public KnownSubjects {
    runbooks = Map.copyOf(runbooks);
    trees = Set.copyOf(trees);
  }
}
