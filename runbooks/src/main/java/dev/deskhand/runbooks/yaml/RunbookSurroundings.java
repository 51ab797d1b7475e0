package dev.deskhand.runbooks.yaml;

import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.calendar.CalendarName;
import java.util.Optional;
import java.util.Set;

/**
 * What stands outside runbooks and may be named in them.
 *
 * @param roles that somebody may have; empty where that is not known
 */
public record RunbookSurroundings(Set<CalendarName> calendars, Optional<Set<Role>> roles) {
  public RunbookSurroundings {
    calendars = Set.copyOf(calendars);
    roles = roles.map(Set::copyOf);
  }
}
