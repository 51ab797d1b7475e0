package dev.deskhand.permissions;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In whose place people say yes: in their own as holders of a role, or in that of somebody who is
 * away. Each place counts once, so that nobody approves twice by handing their approvals over.
 */
public final class Authorities {
  private final List<Set<PersonId>> places;
  private final Map<PersonId, Integer> taken = new HashMap<>();

  private Authorities(List<Set<PersonId>> places) {
    this.places = places;
  }

  /**
   * How many approvals there are when each place is taken by one person at most: the largest
   * matching, found by augmenting paths.
   *
   * @param places in which each approver may say yes
   */
  public static int count(List<Set<PersonId>> places) {
    Authorities authorities = new Authorities(places);
    int count = 0;
    for (int approver = 0; approver < places.size(); approver++) {
      count += authorities.finds(approver, new HashSet<>()) ? 1 : 0;
    }
    return count;
  }

  private boolean finds(int approver, Set<PersonId> seen) {
    for (PersonId place : places.get(approver)) {
      if (seen.add(place)) {
        Integer other = taken.get(place);
        if (other == null || finds(other, seen)) {
          taken.put(place, approver);
          return true;
        }
      }
    }
    return false;
  }
}
