package dev.deskhand.permissions;

import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import dev.deskhand.permissions.json.SchemaShape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request in Cedar's terms. People, services, runs and tickets are named {@code tenant/id};
 * runbooks, trees, targets and roles have the plain names that policies use. Everything that is
 * asked about belongs to the principal's tenant; nothing of another tenant is ever in the question.
 */
record CedarQuestion(AuthorizationRequest request, Entities entities) {

  static CedarQuestion of(AccessRequest asked, Schema schema, SchemaShape shape) {
    Entity principal = principal(asked.principal());
    Entity resource = resource(asked, shape);
    AuthorizationRequest request =
        new AuthorizationRequest(
            principal.getEUID(),
            uid("Action", asked.action().label()),
            resource.getEUID(),
            Optional.of(context(asked, shape)),
            Optional.of(schema),
            true);
    return new CedarQuestion(request, new Entities(new HashSet<>(Set.of(principal, resource))));
  }

  private static Entity principal(Principal principal) {
    Set<EntityUID> parents = new HashSet<>();
    parents.add(tenant(principal));
    principal.roles().forEach(role -> parents.add(uid("Role", role.value())));
    Map<String, Value> attributes = new HashMap<>();
    attributes.put("id", new PrimString(principal.id().value()));
    String name = principal.tenant() + "/" + principal.id();
    return switch (principal.kind()) {
      case Principal.Kind.Human _ -> {
        attributes.put("kind", new PrimString("person"));
        yield new Entity(uid("Person", name), attributes, parents);
      }
      case Principal.Kind.Service service -> {
        attributes.put("kind", new PrimString("service"));
        attributes.put("owner", new PrimString(service.owner().value()));
        yield new Entity(uid("Service", name), attributes, parents);
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
        uid(type, nameOf(asked)),
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
    context.put("forSelf", new PrimBool(asked.beneficiary().equals(asked.principal().id())));
    context.put("beneficiary", new PrimString(asked.beneficiary().value()));
    context.keySet().retainAll(declared);
    return context;
  }

  private static EntityUID tenant(Principal principal) {
    return uid("Tenant", principal.tenant().value());
  }

  private static EntityUID uid(String type, String id) {
    return EntityTypeName.parse(type)
        .orElseThrow(() -> new IllegalArgumentException("no entity type: " + type))
        .of(id);
  }
}
