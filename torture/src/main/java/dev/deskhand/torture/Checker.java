package dev.deskhand.torture;

import static java.util.Comparator.comparing;

import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.torture.Breach.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what the world saw with what the database says, once everything has healed. */
final class Checker {
  private static final int ALL = 1_000_000;
  private static final int PAGE = 10_000;
  private static final Instant FAR_AWAY = Instant.parse("9999-01-01T00:00:00Z");

  private final Evidence evidence;
  private final List<Breach> breaches = new ArrayList<>();

  private Checker(Evidence evidence) {
    this.evidence = evidence;
  }

  /** Everything that is wrong; empty if all promises were kept. */
  static List<Breach> check(Evidence evidence) {
    Checker checker = new Checker(evidence);
    checker.deliveries();
    Map<String, List<String>> audit = checker.audit();
    checker.runs(audit);
    checker.posts();
    checker.epochs();
    return checker.breaches;
  }

  /** I1: what was acknowledged has a row, and was worked. */
  private void deliveries() {
    Set<String> runs = new HashSet<>();
    Set<String> seen = new HashSet<>();
    for (Received taken : of(Received.Kind.ACKNOWLEDGED)) {
      if (!seen.add(taken.key())) {
        continue;
      }
      Optional<String> outcome = evidence.inbox().outcome(Shelf.TENANT, taken.what(), taken.key());
      if (outcome.isEmpty()) {
        breach("I1", Kind.LOST, "delivery " + taken.key() + " was acknowledged and is not handled");
      } else if (!outcome.get().matches("(run|walk) .*")) {
        breach("I1", Kind.OTHER, "delivery " + taken.key() + " came to: " + outcome.get());
      } else if (!runs.add(outcome.get())) {
        breach("I1", Kind.DOUBLED, "two deliveries came to " + outcome.get());
      }
    }
    int begun = keys("run").size();
    if (runs.size() != begun) {
      breach("I1", Kind.OTHER, runs.size() + " deliveries came to " + begun + " runs");
    }
  }

  /** I7: the chain holds; what it says of each attempt. */
  private Map<String, List<String>> audit() {
    Map<String, List<String>> intents = new HashMap<>();
    Optional<AuditRecord> before = Optional.empty();
    List<AuditRecord> page = evidence.journal().audit(Shelf.TENANT, 0, PAGE);
    while (!page.isEmpty()) {
      for (AuditRecord record : page) {
        HashChain.fault(before, record)
            .ifPresent(fault -> breach("I7", Kind.OTHER, "the audit's " + fault));
        if (record.entry().action().equals("step-intended")) {
          intents
              .computeIfAbsent(record.entry().object().split(" ", 2)[0], _ -> new ArrayList<>())
              .addAll(record.entry().grounds().policies());
        }
        before = Optional.of(record);
      }
      page = evidence.journal().audit(Shelf.TENANT, page.getLast().index(), PAGE);
    }
    if (!before.equals(evidence.journal().auditHead(Shelf.TENANT))) {
      breach("I7", Kind.LOST, "the audit's head is not its last entry");
    }
    return intents;
  }

  private void runs(Map<String, List<String>> audit) {
    Map<String, List<Received>> byRun =
        evidence.received().stream()
            .filter(it -> it.kind() == Received.Kind.EFFECT || it.kind() == Received.Kind.PROBE)
            .collect(Collectors.groupingBy(Received::run));
    Set<String> known = new HashSet<>();
    List<RecordedEvent> all = new ArrayList<>();
    for (StreamKey key : keys(RunId.KIND)) {
      String id = key.stream().key();
      known.add(id);
      List<RecordedEvent> history = evidence.journal().read(key).events();
      all.addAll(history);
      breaches.addAll(
          new RunCheck(id, history, byRun.getOrDefault(id, List.of()), audit).breaches());
    }
    breaches.addAll(
        LockCheck.breaches(
            of(Received.Kind.EFFECT).stream().filter(it -> Plot.isUnderLock(it.key())).toList(),
            all.stream().sorted(comparing(RecordedEvent::position)).toList()));
    byRun.keySet().stream()
        .filter(id -> !known.contains(id))
        .forEach(id -> breach("I7", Kind.LOST, "run " + id + " acted, and the journal has none"));
  }

  /** I8: each post and note once, none left, and one resolution of each kind on each ticket. */
  private void posts() {
    Map<String, Integer> arrived = new TreeMap<>();
    Map<String, Integer> resolutions = new TreeMap<>();
    for (Received post : evidence.received()) {
      if (post.kind() == Received.Kind.POST || post.kind() == Received.Kind.NOTE) {
        arrived.merge(post.kind() + " " + post.key(), 1, Integer::sum);
      }
      if (post.kind() == Received.Kind.NOTE) {
        resolutions.merge(post.what(), 1, Integer::sum);
      }
    }
    arrived.forEach((key, times) -> requireOnce("I8", key, times));
    resolutions.forEach((ticket, times) -> requireOnce("I8", "resolution on " + ticket, times));
    int walks = keys("walk").size();
    if (resolutions.size() != 2 * walks) {
      breach("I8", Kind.LOST, walks + " tickets have " + resolutions.size() + " of two notes each");
    }
    for (int part = 0; part < StreamKey.PARTITIONS; part++) {
      evidence.outbox().due(part, FAR_AWAY, ALL).stream()
          .limit(1)
          .forEach(row -> breach("I8", Kind.LOST, row.row().key() + " was never delivered"));
    }
  }

  private void requireOnce(String invariant, String what, int times) {
    if (times != 1) {
      breach(invariant, Kind.DOUBLED, what + " came " + times + " times");
    }
  }

  /** I6: in the order in which effects reached the world, a run's epochs never go back. */
  private void epochs() {
    Map<String, Received> newest = new HashMap<>();
    for (Received effect : of(Received.Kind.EFFECT)) {
      Received before = newest.put(effect.run(), effect);
      if (before != null && before.epoch() > effect.epoch() && effect.epoch() > 0) {
        breach(
            "I6",
            Kind.OTHER,
            "%s attempt %d under epoch %d came after %s attempt %d under epoch %d"
                .formatted(
                    effect.key(),
                    effect.attempt(),
                    effect.epoch(),
                    before.key(),
                    before.attempt(),
                    before.epoch()));
      }
    }
  }

  private List<StreamKey> keys(String kind) {
    return evidence.journal().recent(Shelf.TENANT, kind, ALL);
  }

  private List<Received> of(Received.Kind kind) {
    return evidence.received().stream().filter(it -> it.kind() == kind).toList();
  }

  private void breach(String invariant, Kind kind, String what) {
    breaches.add(new Breach(invariant, kind, what));
  }
}
