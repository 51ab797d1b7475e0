package dev.deskhand.bot.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlReader;
import dev.deskhand.content.yaml.YamlScalar;
import dev.deskhand.content.yaml.YamlSequence;

/** What YAML says, as others take it who know JSON alone. */
public final class YamlAsJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private YamlAsJson() {}

  public static JsonNode of(String yaml) {
    return of(YamlReader.read("file", yaml, new Problems()).orElseThrow());
  }

  private static JsonNode of(YamlNode node) {
    return switch (node) {
      case YamlMapping mapping -> {
        ObjectNode object = JSON.objectNode();
        mapping.values().forEach((key, value) -> object.set(key, of(value)));
        yield object;
      }
      case YamlSequence list -> {
        ArrayNode array = JSON.arrayNode();
        list.items().forEach(item -> array.add(of(item)));
        yield array;
      }
      case YamlScalar scalar -> value(scalar.text());
    };
  }

  private static JsonNode value(String text) {
    if (text.matches("-?[0-9]{1,9}")) {
      return JSON.numberNode(Integer.parseInt(text));
    }
    return text.equals("true") || text.equals("false")
        ? JSON.booleanNode(Boolean.parseBoolean(text))
        : JSON.textNode(text);
  }
}
