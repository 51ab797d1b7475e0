package dev.deskhand.actions.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.runbooks.action.Structure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, texts, numbers and flags as JSON (RFC 8259). Thread-safe. */
public final class JsonText {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonText() {}

  /** A document: whatever its texts hold, they are texts. */
  public static String of(Structure structure) {
    return node(structure).toString();
  }

  private static JsonNode node(Structure structure) {
    return switch (structure) {
      case Structure.Text(String text) -> NODES.textNode(text);
      case Structure.Numeral(BigDecimal number) -> NODES.numberNode(number);
      case Structure.Truth(boolean holds) -> NODES.booleanNode(holds);
      case Structure.Nothing _ -> NODES.nullNode();
      case Structure.Mapping(Map<String, Structure> values) -> {
        ObjectNode object = NODES.objectNode();
        values.forEach((key, value) -> object.set(key, node(value)));
        yield object;
      }
      case Structure.Listing(List<Structure> items) -> {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(node(item)));
        yield array;
      }
    };
  }

  public static String of(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + value.getClass(), e);
    }
  }
}
