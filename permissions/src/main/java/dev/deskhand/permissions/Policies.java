package dev.deskhand.permissions;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import dev.deskhand.permissions.json.PolicyShape;
import dev.deskhand.permissions.json.SchemaShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A whole set of policies that fits its schema; made by {@link PolicyReader}. Immutable and
 * thread-safe.
 */
public final class Policies {
  private static final int MOST_ANSWERS = 4_096;

  private final Optional<Schema> schema;
  private final SchemaShape schemaShape;
  private final Map<String, Rule> rules;
  private final Map<String, PolicyShape> shapes;
  private final Map<AccessRequest, Verdict> answered = new ConcurrentHashMap<>();
  private final PolicySlices slices;
  private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();

  /** The keys of both maps are the policies' ids in the set. */
  Policies(PolicySet set, Schema schema, Map<String, Rule> rules, Map<String, PolicyShape> shapes) {
    this.schemaShape = SchemaShape.of(schema);
    this.schema =
        schemaShape.hasActionGroups() || !schemaShape.isAsAsked()
            ? Optional.of(schema)
            : Optional.empty();
    this.rules = Map.copyOf(rules);
    this.shapes = Map.copyOf(shapes);
    this.slices = new PolicySlices(set, this.shapes, schemaShape.hasActionGroups());
    this.schema.ifPresent(Policies::cache);
  }

  private static void cache(Schema schema) {
    try {
      schema.cache();
    } catch (CacheException e) {
      throw new IllegalStateException("Cedar refuses a schema that it has read before", e);
    }
  }

  /** The policies' ids, sorted. */
  public List<String> ids() {
    return rules.keySet().stream().sorted().toList();
  }

  /** Who may start these, and how. */
  public AuthorityMatrix matrix(List<Resource> startable) {
    Set<String> roles = new TreeSet<>();
    SortedMap<String, SortedMap<String, List<AuthorityMatrix.Way>>> rows = new TreeMap<>();
    for (Resource resource : startable) {
      SortedMap<String, List<AuthorityMatrix.Way>> row = new TreeMap<>();
      for (String id : permitting(Action.START, resource)) {
        for (String role : columns(id)) {
          roles.add(role);
          row.computeIfAbsent(role, _ -> new ArrayList<>()).add(AuthorityMatrix.Way.of(rule(id)));
        }
      }
      rows.put(resource.id(), row);
    }
    return new AuthorityMatrix(List.copyOf(roles), rows, guards());
  }

  private Set<String> columns(String id) {
    Set<String> roles = shape(id).roles();
    return roles.isEmpty() ? Set.of(AuthorityMatrix.ANYBODY) : roles;
  }

  private List<AuthorityMatrix.Way> guards() {
    return rules.values().stream()
        .filter(rule -> rule.effect() instanceof Rule.Effect.Forbids)
        .filter(rule -> shape(rule.id()).speaksOfAction("start"))
        .sorted(Comparator.comparing(Rule::id))
        .map(AuthorityMatrix.Way::of)
        .toList();
  }

  /** Every role that some policy asks for, sorted. */
  public Set<Role> roles() {
    return roles(shapes.values());
  }

  static Set<Role> roles(Collection<PolicyShape> shapes) {
    Set<Role> roles = new TreeSet<>(Comparator.comparing(Role::value));
    shapes.forEach(shape -> shape.roles().forEach(role -> roles.add(new Role(role))));
    return roles;
  }

  /** The same question has the same answer for as long as the policies are the same. */
  Verdict ask(AccessRequest asked) {
    PolicySlices.Slice slice = slices.speakingOf(asked.action(), asked.resource());
    AccessRequest question = slice.tellsApart() ? asked.question() : asked.ofAnybody();
    Verdict known = answered.get(question);
    if (known != null) {
      return known;
    }
    Verdict verdict = askCedar(question, slice.set());
    if (!(verdict instanceof Verdict.Broken)) {
      if (answered.size() >= MOST_ANSWERS) {
        answered.clear();
      }
      answered.put(question, verdict);
    }
    return verdict;
  }

  private Verdict askCedar(AccessRequest asked, PolicySet speaking) {
    if (!CedarQuestion.fits(asked, schemaShape)) {
      return new Verdict.Broken("the schema does not know this action on this resource");
    }
    CedarQuestion question = CedarQuestion.of(asked, schema, schemaShape);
    try {
      return verdict(engine.isAuthorized(question.request(), speaking, question.entities()));
    } catch (AuthException e) {
      return new Verdict.Broken(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The roles that would help: those that the permitting policies of this action on this resource
   * ask for, as far as the principal has none that the policy names.
   *
   * @return no roles where policies permit it to this principal, but not under these circumstances;
   *     empty where no policy permits it to anybody
   */
  Optional<Set<String>> rolesThatMay(AccessRequest asked) {
    List<PolicyShape> speaking =
        permitting(asked.action(), asked.resource()).stream().map(this::shape).toList();
    if (speaking.isEmpty()) {
      return Optional.empty();
    }
    Set<String> held = new HashSet<>();
    asked.principal().roles().forEach(role -> held.add(role.value()));
    Set<String> roles = new TreeSet<>();
    for (PolicyShape shape : speaking) {
      if (Collections.disjoint(shape.roles(), held)) {
        roles.addAll(shape.roles());
      }
    }
    return Optional.of(roles);
  }

  /** The ids of the permitting policies whose scope lets this through, sorted. */
  private List<String> permitting(Action action, Resource resource) {
    return slices.speakingOf(action, resource).ids().stream()
        .filter(id -> !(rule(id).effect() instanceof Rule.Effect.Forbids))
        .filter(id -> shape(id).speaksOf(action.label(), resource.type().label(), resource.id()))
        .toList();
  }

  private Rule rule(String id) {
    return Objects.requireNonNull(rules.get(id));
  }

  private PolicyShape shape(String id) {
    return Objects.requireNonNull(shapes.get(id));
  }

  /** Cedar passes over a policy that fails, even a forbidding one; so any failure spoils all. */
  private Verdict verdict(AuthorizationResponse response) {
    if (response.success.isEmpty()) {
      return new Verdict.Broken(response.toString());
    }
    AuthorizationSuccessResponse answer = response.success.get();
    if (!answer.getErrors().isEmpty()) {
      return new Verdict.Broken(answer.getErrors().toString());
    }
    List<Rule> deciding = new ArrayList<>();
    for (String id : answer.getReason()) {
      Rule rule = rules.get(id);
      if (rule == null) {
        return new Verdict.Broken("policy '" + id + "' decided, but is not in the set");
      }
      deciding.add(rule);
    }
    deciding.sort(Comparator.comparing(Rule::id));
    if (answer.isAllowed()) {
      return new Verdict.Permitted(List.copyOf(deciding));
    }
    return deciding.isEmpty()
        ? new Verdict.Unspoken()
        : new Verdict.Forbidden(List.copyOf(deciding));
  }
}
