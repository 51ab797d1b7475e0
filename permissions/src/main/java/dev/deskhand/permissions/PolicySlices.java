package dev.deskhand.permissions;

import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import dev.deskhand.permissions.json.PolicyShape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which policies may have a say in a question: a policy whose scope lets it not through has none.
 * Cedar reads each such set once. Thread-safe.
 */
final class PolicySlices {
  private static final int MOST_QUESTIONS = 4_096;

  /** As many as Cedar keeps read; it would read others again for each question. */
  private static final int MOST_SLICES = 1_000;

  private final PolicySet all;
  private final Map<String, PolicyShape> shapes;
  private final boolean whole;
  private final Map<Asked, Slice> asked = new ConcurrentHashMap<>();
  private final Map<Set<String>, Slice> slices = new ConcurrentHashMap<>();

  /** What scopes look at, but for who asks. */
  private record Asked(Action action, Resource.Type type, String id) {}

  /**
   * The policies that may have a say.
   *
   * @param ids theirs, sorted
   * @param tellsApart whether some policy may look at who exactly somebody is
   */
  record Slice(PolicySet set, List<String> ids, boolean tellsApart) {}

  /**
   * Nothing is read yet.
   *
   * @param shapes by the policies' ids in the set
   * @param whole whether scopes don't show what a policy is about, so that all of them are asked
   */
  PolicySlices(PolicySet all, Map<String, PolicyShape> shapes, boolean whole) {
    this.all = all;
    this.shapes = shapes;
    this.whole = whole;
  }

  Slice speakingOf(Action action, Resource resource) {
    if (asked.size() >= MOST_QUESTIONS || slices.size() >= MOST_SLICES) {
      asked.clear();
      slices.clear();
    }
    Asked question = new Asked(action, resource.type(), resource.id());
    Slice known = asked.get(question);
    return known != null ? known : asked.computeIfAbsent(question, this::slice);
  }

  private Slice slice(Asked question) {
    Set<Policy> speaking =
        all.policies.stream()
            .filter(policy -> whole || speaks(policy, question))
            .collect(Collectors.toSet());
    Set<String> ids = speaking.stream().map(Policy::getID).collect(Collectors.toSet());
    return slices.computeIfAbsent(ids, _ -> read(speaking, ids.stream().sorted().toList()));
  }

  private boolean speaks(Policy policy, Asked question) {
    return shape(policy)
        .speaksOf(question.action().label(), question.type().label(), question.id());
  }

  private Slice read(Set<Policy> speaking, List<String> ids) {
    PolicySet set = new PolicySet(speaking);
    try {
      set.cache();
    } catch (CacheException e) {
      throw new IllegalStateException("Cedar refuses policies that it has checked before", e);
    }
    return new Slice(set, ids, speaking.stream().anyMatch(it -> shape(it).tellsApart()));
  }

  private PolicyShape shape(Policy policy) {
    return Objects.requireNonNull(shapes.get(policy.getID()));
  }
}
