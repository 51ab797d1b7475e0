package dev.deskhand.permissions.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a policy speaks of, for telling people who may do something. Read from Cedar's JSON policy
 * format (docs.cedarpolicy.com, "JSON policy format").
 *
 * @param actions the names in its scope; empty for every action
 * @param resourceTypes the types in its scope; empty for every type
 * @param resourceIds the ids in its scope; empty for every id
 * @param roles that it asks the principal to hold, in its scope or its {@code when} conditions
 */
public record PolicyShape(
    Set<String> actions, Set<String> resourceTypes, Set<String> resourceIds, Set<String> roles) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ANNOTATION =
      Pattern.compile("@\\w+\\s*\\(\\s*\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\)");
  private static final Pattern PERSONAL =
      Pattern.compile("(?i)person::|service::|\\b(id|owner|beneficiary|requester)\\b|\\\\");

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
    return new PolicyShape(actions, types, ids, roles(policy));
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
   * False if a policy can't look at who exactly somebody is, but at roles, attributes and
   * circumstances alone: it names nobody, and none of the attributes that do. An escape may hide a
   * name, so that it counts as one.
   *
   * @param source in Cedar's own language
   */
  public static boolean mayNamePersons(String source) {
    return PERSONAL.matcher(ANNOTATION.matcher(source).replaceAll("")).find();
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
