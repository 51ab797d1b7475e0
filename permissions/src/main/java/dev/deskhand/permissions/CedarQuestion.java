package dev.deskhand.permissions;

import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import dev.deskhand.permissions.json.SchemaShape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request in Cedar's terms. People, services, runs and tickets are named {@code tenant/id};
 * runbooks, trees, targets and roles have the plain names that policies use. Everything that is
 * asked about belongs to the principal's tenant; nothing of another tenant is ever in the question.
 */
record CedarQuestion(AuthorizationRequest request, Entities entities) {
  // Cedar takes longer to read a type's name than all the rest of a question takes.
  private static final EntityTypeName ACTION = type("Action");
  private static final EntityTypeName PERSON = type("Person");
  private static final EntityTypeName SERVICE = type("Service");
  private static final EntityTypeName ROLE = type("Role");
  private static final Map<Resource.Type, EntityTypeName> RESOURCES =
      Stream.of(Resource.Type.values())
          .collect(Collectors.toUnmodifiableMap(type -> type, type -> type(type.label())));
  private static final EntityUID INPUTS = type("Inputs").of("given");
  private static final EntityUID NUMBERS = type("Numbers").of("given");
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  /**
   * Puts a request in Cedar's terms.
   *
   * @param schema for Cedar to compare the question with; empty where that is known to fit, and
   *     actions stand in no groups: it takes longer to copy than to decide
   */
  static CedarQuestion of(AccessRequest asked, Optional<Schema> schema, SchemaShape shape) {
    Entity principal = principal(asked);
    Entity resource = resource(asked, shape);
    Set<Entity> entities = new HashSet<>(Set.of(principal, resource));
    Map<String, String> inputs = asked.plan().inputs();
    if (!inputs.isEmpty()) {
      entities.add(tagged(INPUTS, inputs, text -> Optional.of(new PrimString(text))));
      entities.add(tagged(NUMBERS, inputs, CedarQuestion::number));
    }
    AuthorizationRequest request =
        new AuthorizationRequest(
            principal.getEUID(),
            ACTION.of(asked.action().label()),
            resource.getEUID(),
            Optional.of(context(asked, shape)),
            schema,
            schema.isPresent());
    return new CedarQuestion(request, new Entities(entities));
  }

  /** True if the schema knows such a principal, action and resource together. */
  static boolean fits(AccessRequest asked, SchemaShape shape) {
    EntityTypeName principal =
        switch (asked.principal().kind()) {
          case Principal.Kind.Human _ -> PERSON;
          case Principal.Kind.Service _ -> SERVICE;
        };
    return shape.knows(
        principal.getBaseName(), asked.action().label(), asked.resource().type().label());
  }

  private static Entity tagged(
      EntityUID uid, Map<String, String> values, Function<String, Optional<Value>> reading) {
    Map<String, Value> tags = new HashMap<>();
    values.forEach((name, text) -> reading.apply(text).ifPresent(value -> tags.put(name, value)));
    return new Entity(uid, Map.of(), Set.of(), tags);
  }

  private static Optional<Value> number(String text) {
    return WHOLE.matcher(text).matches()
        ? Optional.of(new PrimLong(Long.parseLong(text)))
        : Optional.empty();
  }

  /** Who approves in another's place counts as a holder of that role, for approving alone. */
  private static Set<Role> roles(AccessRequest asked) {
    Set<Role> roles = new HashSet<>(asked.principal().roles());
    if (asked.action() == Action.APPROVE) {
      String requester = asked.circumstances().getOrDefault("requester", "");
      asked.principal().standIns().stream()
          .filter(it -> !it.of().value().equals(requester))
          .forEach(it -> roles.add(it.role()));
    }
    return roles;
  }

  private static Entity principal(AccessRequest asked) {
    Principal principal = asked.principal();
    Set<EntityUID> parents = new HashSet<>();
    parents.add(tenant(principal));
    roles(asked).forEach(role -> parents.add(ROLE.of(role.value())));
    Map<String, Value> attributes = new HashMap<>();
    attributes.put("id", new PrimString(principal.id().value()));
    String name = principal.tenant() + "/" + principal.id();
    return switch (principal.kind()) {
      case Principal.Kind.Human _ -> {
        attributes.put("kind", new PrimString("person"));
        Map<String, Value> tags = new HashMap<>();
        principal.attributes().forEach((key, text) -> tags.put(key, new PrimString(text)));
        yield new Entity(PERSON.of(name), attributes, parents, tags);
      }
      case Principal.Kind.Service service -> {
        attributes.put("kind", new PrimString("service"));
        attributes.put("owner", new PrimString(service.owner().value()));
        yield new Entity(SERVICE.of(name), attributes, parents);
      }
    };
  }

  private static Entity resource(AccessRequest asked, SchemaShape shape) {
    Resource resource = asked.resource();
    String type = resource.type().label();
    Set<String> declared = shape.attributes().getOrDefault(type, Set.of());
    Map<String, Value> attributes = new HashMap<>();
    Map<String, Value> tags = new HashMap<>();
    resource
        .attributes()
        .forEach(
            (name, text) ->
                (declared.contains(name) ? attributes : tags).put(name, new PrimString(text)));
    if (declared.contains("id")) {
      attributes.put("id", new PrimString(resource.id()));
    }
    boolean mayHaveTags = shape.tagged().contains(type);
    return new Entity(
        typeOf(resource.type()).of(nameOf(asked)),
        attributes,
        resource.type() == Resource.Type.TENANT ? Set.of() : Set.of(tenant(asked.principal())),
        mayHaveTags ? tags : Map.of());
  }

  private static String nameOf(AccessRequest asked) {
    Resource resource = asked.resource();
    return switch (resource.type()) {
      case RUNBOOK, TREE, TARGET, TENANT -> resource.id();
      case RUN, TICKET -> asked.principal().tenant() + "/" + resource.id();
    };
  }

  /**
   * Circumstances that the schema does not declare are left out: no policy can ask about them,
   * since a policy that did would not have been accepted.
   */
  private static Map<String, Value> context(AccessRequest asked, SchemaShape shape) {
    Set<String> declared = shape.context().getOrDefault(asked.action().label(), Set.of());
    Map<String, Value> context = new HashMap<>();
    asked.circumstances().forEach((name, text) -> context.put(name, new PrimString(text)));
    Optional.ofNullable(asked.circumstances().get("hour"))
        .flatMap(CedarQuestion::number)
        .ifPresent(hour -> context.put("hour", hour));
    context.put("forSelf", new PrimBool(asked.beneficiary().equals(asked.principal().id())));
    context.put("inputs", INPUTS);
    context.put("numbers", NUMBERS);
    context.put("beneficiary", new PrimString(asked.beneficiary().value()));
    context.keySet().retainAll(declared);
    return context;
  }

  private static EntityUID tenant(Principal principal) {
    return typeOf(Resource.Type.TENANT).of(principal.tenant().value());
  }

  private static EntityTypeName typeOf(Resource.Type type) {
    return Objects.requireNonNull(RESOURCES.get(type));
  }

  private static EntityTypeName type(String name) {
    return EntityTypeName.parse(name)
        .orElseThrow(() -> new IllegalArgumentException("no entity type: " + name));
  }
}
