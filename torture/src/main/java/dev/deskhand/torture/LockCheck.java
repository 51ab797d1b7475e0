package dev.deskhand.torture;

import dev.deskhand.torture.Breach.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether what one run does under a lock lies apart from what the others do under it. Each class of
 * effect has a lock of its own.
 */
final class LockCheck {
  private LockCheck() {}

  /**
   * I5, as the world saw it.
   *
   * @param effects of the runs that take the lock, under it, in the order in which they came
   */
  static List<Breach> breaches(List<Received> effects) {
    List<Breach> breaches = new ArrayList<>();
    Map<String, String> holders = new HashMap<>();
    Set<String> over = new HashSet<>();
    for (Received effect : effects) {
      String holder = holders.put(effect.what(), effect.run());
      if (holder != null && !holder.equals(effect.run())) {
        over.add(holder);
      }
      if (over.contains(effect.run())) {
        breaches.add(
            new Breach(
                "I5",
                Kind.OTHER,
                effect.key() + " came after another run had taken the lock that it holds"));
      }
    }
    return breaches;
  }
}
