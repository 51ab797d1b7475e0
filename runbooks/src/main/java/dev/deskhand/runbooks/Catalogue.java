package dev.deskhand.runbooks;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The runbooks that an installation offers, by name. */
public final class Catalogue {
  private final Map<RunbookId, Runbook> runbooks;

  public Catalogue(Collection<Runbook> runbooks) {
    Map<RunbookId, Runbook> byId = new LinkedHashMap<>();
    runbooks.forEach(runbook -> byId.put(runbook.id(), runbook));
    this.runbooks = Collections.unmodifiableMap(byId);
  }

  public Optional<Runbook> find(RunbookId id) {
    return Optional.ofNullable(runbooks.get(id));
  }

  public Collection<Runbook> all() {
    return runbooks.values();
  }
}
