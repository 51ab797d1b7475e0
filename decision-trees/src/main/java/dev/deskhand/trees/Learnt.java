package dev.deskhand.trees;

import dev.deskhand.journal.Personal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a walk has found out. Immutable.
 *
 * @param answers the last one to each question, in the order in which they were first given
 * @param checks the last outputs of each check
 * @param findings what was noted on the way
 */
public record Learnt(
    Map<NodeId, Given> answers, Map<NodeId, Map<String, String>> checks, List<Finding> findings) {
  /** Nothing yet. */
  public static final Learnt NOTHING = new Learnt(Map.of(), Map.of(), List.of());

  /** An answer as it was given. */
  public record Given(Answer answer, int visit, String by, Optional<Personal> said) {}

  public Learnt {
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    findings = List.copyOf(findings);
  }

  Learnt answered(NodeId node, Given given) {
    Map<NodeId, Given> more = new LinkedHashMap<>(answers);
    more.put(node, given);
    return new Learnt(more, checks, findings);
  }

  Learnt checked(NodeId node, Map<String, String> values) {
    Map<NodeId, Map<String, String>> more = new LinkedHashMap<>(checks);
    more.put(node, values);
    return new Learnt(answers, more, findings);
  }

  Learnt noted(Finding finding) {
    List<Finding> more = new ArrayList<>(findings);
    more.add(finding);
    return new Learnt(answers, checks, more);
  }
}
