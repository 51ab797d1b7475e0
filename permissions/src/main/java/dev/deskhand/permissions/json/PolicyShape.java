package dev.deskhand.permissions.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a policy speaks of, for telling people who may do something. Read from Cedar's JSON policy
 * format (docs.cedarpolicy.com, "JSON policy format").
 *
 * @param actions the names in its scope; empty for every action
 * @param resourceTypes the types in its scope; empty for every type
 * @param resourceIds the ids in its scope; empty for every id
 * @param roles that it asks the principal to hold, in its scope or its {@code when} conditions
 * @param tellsApart whether it may look at who exactly somebody is, so that people with the same
 *     roles and attributes may get different answers
 */
public record PolicyShape(
    Set<String> actions,
    Set<String> resourceTypes,
    Set<String> resourceIds,
    Set<String> roles,
    boolean tellsApart) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> PERSONS = Set.of("Person", "Service");
  private static final Set<String> WHO = Set.of("principal", "context");
  private static final Set<String> PERSONAL = Set.of("id", "owner", "beneficiary");

  /** Operators that look at a part of what stands left of them, or at what it is in. */
  private static final Set<String> PARTIAL = Set.of(".", "has", "is", "in", "hasTag", "getTag");

  public PolicyShape {
    actions = Set.copyOf(actions);
    resourceTypes = Set.copyOf(resourceTypes);
    resourceIds = Set.copyOf(resourceIds);
    roles = Set.copyOf(roles);
  }

  /**
   * Reads a policy in the JSON policy format.
   *
   * @throws IllegalArgumentException if it is no JSON
   */
  public static PolicyShape parse(String json) {
    JsonNode policy = tree(json);
    Set<String> actions = new TreeSet<>();
    entities(policy.path("action")).forEach(entity -> actions.add(entity.path("id").asText()));
    JsonNode resource = policy.path("resource");
    Set<String> types = new TreeSet<>();
    Set<String> ids = new TreeSet<>();
    if (resource.has("entity_type")) {
      types.add(resource.path("entity_type").asText());
    }
    if (resource.path("op").asText().equals("==")) {
      types.add(resource.path("entity").path("type").asText());
      ids.add(resource.path("entity").path("id").asText());
    }
    return new PolicyShape(actions, types, ids, roles(policy), tellsApart(policy));
  }

  /** True if the policy's scope lets this action on this resource through. */
  public boolean speaksOf(String action, String resourceType, String resourceId) {
    return (actions.isEmpty() || actions.contains(action))
        && (resourceTypes.isEmpty() || resourceTypes.contains(resourceType))
        && (resourceIds.isEmpty() || resourceIds.contains(resourceId));
  }

  /** True if the policy's scope lets this action through, on whatever resource. */
  public boolean speaksOfAction(String action) {
    return actions.isEmpty() || actions.contains(action);
  }

  /**
   * False only where each look at a person is at roles, attributes or circumstances: nobody is
   * named, no attribute read that names somebody, and nobody compared whole.
   */
  private static boolean tellsApart(JsonNode node) {
    if (node.isArray()) {
      return node.valueStream().anyMatch(PolicyShape::tellsApart);
    }
    boolean namesSomebody =
        PERSONS.contains(node.path("type").asText()) && node.path("id").isTextual();
    boolean comparesWhole = WHO.contains(node.path("Var").asText());
    boolean readsName = PERSONAL.contains(node.path("attr").asText());
    return namesSomebody
        || comparesWhole
        || readsName
        || node.properties().stream().anyMatch(PolicyShape::operandTellsApart);
  }

  private static boolean operandTellsApart(Map.Entry<String, JsonNode> operation) {
    JsonNode operands = operation.getValue();
    if (PARTIAL.contains(operation.getKey()) && operands.path("left").has("Var")) {
      return operands.properties().stream()
          .filter(operand -> !operand.getKey().equals("left"))
          .anyMatch(
              operand ->
                  PERSONAL.contains(operand.getValue().asText()) || tellsApart(operand.getValue()));
    }
    return tellsApart(operands);
  }

  private static Set<String> roles(JsonNode policy) {
    Set<String> roles = new TreeSet<>();
    collectRoles(policy.path("principal"), roles);
    for (JsonNode condition : policy.path("conditions")) {
      if (condition.path("kind").asText().equals("when")) {
        collectRoles(condition.path("body"), roles);
      }
    }
    return roles;
  }

  /** A role under a negation is one that the policy does not want. */
  private static void collectRoles(JsonNode node, Set<String> roles) {
    if (node.path("type").asText().equals("Role") && node.path("id").isTextual()) {
      roles.add(node.path("id").asText());
    }
    node.properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("!")) {
                collectRoles(field.getValue(), roles);
              }
            });
    if (node.isArray()) {
      node.forEach(item -> collectRoles(item, roles));
    }
  }

  private static List<JsonNode> entities(JsonNode scope) {
    List<JsonNode> entities = new ArrayList<>();
    if (scope.has("entity")) {
      entities.add(scope.path("entity"));
    }
    scope.path("entities").forEach(entities::add);
    return entities;
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cedar gave something that is no JSON", e);
    }
  }
}
