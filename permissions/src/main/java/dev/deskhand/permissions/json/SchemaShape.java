package dev.deskhand.permissions.json;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.schema.Schema;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which names a schema declares. Read from Cedar's JSON schema format (docs.cedarpolicy.com, "JSON
 * schema format"); only the namespace without a name is looked at.
 *
 * @param attributes by entity type
 * @param context by action
 * @param tagged the entity types that may have tags
 * @param hasActionGroups whether a policy may name an action by a group that it is in
 */
public record SchemaShape(
    Map<String, Set<String>> attributes,
    Map<String, Set<String>> context,
    Set<String> tagged,
    boolean hasActionGroups) {

  public SchemaShape {
    attributes = Map.copyOf(attributes);
    context = Map.copyOf(context);
    tagged = Set.copyOf(tagged);
  }

  /** What a parsed schema declares. */
  public static SchemaShape of(Schema schema) {
    try {
      return parse(schema.toJsonFormat().toString());
    } catch (InternalException | JsonProcessingException e) {
      throw new IllegalStateException("Cedar cannot say what its schema declares", e);
    }
  }

  /**
   * Reads a schema in the JSON schema format.
   *
   * @throws IllegalArgumentException if it is no JSON
   */
  public static SchemaShape parse(String json) {
    JsonNode space = PolicyShape.tree(json).path("");
    Map<String, Set<String>> attributes = new HashMap<>();
    Map<String, Set<String>> context = new HashMap<>();
    Set<String> tagged = new HashSet<>();
    space
        .path("entityTypes")
        .properties()
        .forEach(
            type -> {
              attributes.put(type.getKey(), names(space, type.getValue().path("shape")));
              if (type.getValue().has("tags")) {
                tagged.add(type.getKey());
              }
            });
    space
        .path("actions")
        .properties()
        .forEach(
            action ->
                context.put(
                    action.getKey(),
                    names(space, action.getValue().path("appliesTo").path("context"))));
    boolean hasActionGroups =
        space.path("actions").findParents("memberOf").stream()
            .anyMatch(action -> !action.path("memberOf").isEmpty());
    return new SchemaShape(attributes, context, tagged, hasActionGroups);
  }

  /** The names of a record type, which may stand elsewhere under a name of its own. */
  private static Set<String> names(JsonNode space, JsonNode type) {
    String name = type.path("name").asText(type.path("type").asText());
    JsonNode named = space.path("commonTypes").path(name);
    if (named.isObject() && !named.equals(type)) {
      return names(space, named);
    }
    Set<String> names = new HashSet<>();
    type.path("attributes").fieldNames().forEachRemaining(names::add);
    return Set.copyOf(names);
  }
}
