package dev.deskhand.runbooks.yaml;

import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.calendar.CalendarName;
import java.util.Optional;
import java.util.Set;

/**
 * What stands outside runbooks and may be named in them.
 *
 * @param roles that somebody may have; empty where that is not known
 * @param targets that the installation has; others may be named, too
 */
public record RunbookSurroundings(
    Set<CalendarName> calendars, Optional<Set<Role>> roles, Targets targets) {
  public RunbookSurroundings {
    calendars = Set.copyOf(calendars);
    roles = roles.map(Set::copyOf);
  }
}
