package dev.deskhand.runbooks;

import dev.deskhand.runbooks.calendar.Calendars;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The runbooks that an installation offers, by name. */
public final class Catalogue {
  private final Map<RunbookId, Runbook> runbooks;
  private final Calendars calendars;

  public Catalogue(Collection<Runbook> runbooks) {
    this(runbooks, Calendars.NONE);
  }

  public Catalogue(Collection<Runbook> runbooks, Calendars calendars) {
    this.calendars = calendars;
    Map<RunbookId, Runbook> byId = new LinkedHashMap<>();
    runbooks.forEach(runbook -> byId.put(runbook.id(), runbook));
    this.runbooks = Collections.unmodifiableMap(byId);
  }

  public Optional<Runbook> find(RunbookId id) {
    return Optional.ofNullable(runbooks.get(id));
  }

  /** When runbooks may start. */
  public Calendars calendars() {
    return calendars;
  }

  public Collection<Runbook> all() {
    return runbooks.values();
  }
}
