package dev.deskhand.torture;

import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.torture.Breach.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether what one run does under a lock lies apart from what the others do under it: as the world
 * saw it, where each class of effect has a lock of its own, and by the journal's own order.
 */
final class LockCheck {
  private final List<Breach> breaches = new ArrayList<>();

  private LockCheck() {}

  /**
   * I5.
   *
   * @param effects of the runs that take a lock, under it, in the order in which they came
   * @param history of all runs, in the journal's order
   */
  static List<Breach> breaches(List<Received> effects, List<RecordedEvent> history) {
    LockCheck check = new LockCheck();
    check.apart(effects);
    check.turns(history);
    return check.breaches;
  }

  private void apart(List<Received> effects) {
    Map<String, String> holders = new HashMap<>();
    Set<String> over = new HashSet<>();
    for (Received effect : effects) {
      String holder = holders.put(effect.what(), effect.run());
      if (holder != null && !holder.equals(effect.run())) {
        over.add(holder);
      }
      if (over.contains(effect.run())) {
        breach(effect.key() + " came after another run had taken the lock that it holds");
      }
    }
  }

  private void turns(List<RecordedEvent> history) {
    Map<String, String> holders = new HashMap<>();
    for (RecordedEvent recorded : history) {
      String run = recorded.key().stream().key();
      switch (RunEventJson.read(recorded.event())) {
        case RunEvent.LockTaken taken -> {
          String holder = holders.put(taken.lock(), run);
          if (holder != null) {
            breach("run " + run + " took '" + taken.lock() + "', which run " + holder + " holds");
          }
        }
        case RunEvent.LockReleased released -> holders.remove(released.lock(), run);
        case RunEvent.RunEnded _ -> holders.values().removeIf(run::equals);
        default -> {}
      }
    }
  }

  private void breach(String what) {
    breaches.add(new Breach("I5", Kind.OTHER, what));
  }
}
