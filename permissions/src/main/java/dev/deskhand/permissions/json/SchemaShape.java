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
 * @param principals the entity types that may do it, by action
 * @param resources the entity types that it may be done to, by action
 * @param tagged the entity types that may have tags
 * @param hasActionGroups whether a policy may name an action by a group that it is in
 * @param isAsAsked whether all that it declares has the types that our questions give it: texts,
 *     but for what is about the moment and for numbers
 */
public record SchemaShape(
    Map<String, Set<String>> attributes,
    Map<String, Set<String>> context,
    Map<String, Set<String>> principals,
    Map<String, Set<String>> resources,
    Set<String> tagged,
    boolean hasActionGroups,
    boolean isAsAsked) {
  private static final String TEXT = "String";

  /** What is no text among a context's fields and an entity's tags. */
  private static final Map<String, String> OTHERS =
      Map.of("hour", "Long", "forSelf", "Bool", "inputs", "Inputs", "numbers", "Numbers");

  private static final Map<String, String> TAGS = Map.of("Numbers", "Long");

  public SchemaShape {
    attributes = Map.copyOf(attributes);
    context = Map.copyOf(context);
    principals = Map.copyOf(principals);
    resources = Map.copyOf(resources);
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
    Map<String, Set<String>> principals = new HashMap<>();
    Map<String, Set<String>> resources = new HashMap<>();
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
            action -> {
              JsonNode appliesTo = action.getValue().path("appliesTo");
              context.put(action.getKey(), names(space, appliesTo.path("context")));
              principals.put(action.getKey(), texts(appliesTo.path("principalTypes")));
              resources.put(action.getKey(), texts(appliesTo.path("resourceTypes")));
            });
    boolean hasActionGroups =
        space.path("actions").findParents("memberOf").stream()
            .anyMatch(action -> !action.path("memberOf").isEmpty());
    return new SchemaShape(
        attributes, context, principals, resources, tagged, hasActionGroups, isAsAsked(space));
  }

  /** True if such a principal may be asked about with this action on such a resource. */
  public boolean knows(String principalType, String action, String resourceType) {
    return principals.getOrDefault(action, Set.of()).contains(principalType)
        && resources.getOrDefault(action, Set.of()).contains(resourceType);
  }

  private static boolean isAsAsked(JsonNode space) {
    return space.path("entityTypes").properties().stream()
            .allMatch(
                type ->
                    areOf(record(space, type.getValue().path("shape")), Map.of())
                        && isOf(type.getValue(), "tags", TAGS.getOrDefault(type.getKey(), TEXT)))
        && space.path("actions").properties().stream()
            .allMatch(
                action ->
                    areOf(
                        record(space, action.getValue().path("appliesTo").path("context")),
                        OTHERS));
  }

  private static boolean areOf(JsonNode record, Map<String, String> others) {
    JsonNode attributes = record.path("attributes");
    return attributes.properties().stream()
        .allMatch(it -> isOf(attributes, it.getKey(), others.getOrDefault(it.getKey(), TEXT)));
  }

  /** True, too, where nothing of this name is declared. */
  private static boolean isOf(JsonNode declared, String name, String type) {
    return !declared.has(name) || named(declared.path(name)).equals(type);
  }

  private static String named(JsonNode type) {
    return type.path("name").asText(type.path("type").asText());
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return Set.copyOf(texts);
  }

  private static Set<String> names(JsonNode space, JsonNode type) {
    Set<String> names = new HashSet<>();
    record(space, type).path("attributes").fieldNames().forEachRemaining(names::add);
    return Set.copyOf(names);
  }

  /** A record type, which may stand elsewhere under a name of its own. */
  private static JsonNode record(JsonNode space, JsonNode type) {
    JsonNode elsewhere = space.path("commonTypes").path(named(type));
    return elsewhere.isObject() && !elsewhere.equals(type) ? record(space, elsewhere) : type;
  }
}
