package dev.deskhand.runbooks.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.deskhand.content.InputType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what {@link InputTypeWriter} wrote. */
final class InputTypeReader extends StdDeserializer<InputType> {
  private static final long serialVersionUID = 1;

  InputTypeReader() {
    super(InputType.class);
  }

  @Override
  public InputType deserialize(JsonParser in, DeserializationContext context) throws IOException {
    return read(in.readValueAsTree());
  }

  private static InputType read(JsonNode node) {
    String label = node.path("type").asText();
    return switch (label) {
      case "choice" -> new InputType.Choice(texts(node.path("values")));
      case "secret" -> new InputType.SecretReference(texts(node.path("values")));
      case "list" -> new InputType.ListOf(read(node.path("of")));
      case "string" ->
          new InputType.Text(
              Optional.ofNullable(node.get("pattern")).map(it -> Pattern.compile(it.asText())));
      default -> node.has("values") ? choice(label, node) : plain(label);
    };
  }

  private static InputType choice(String label, JsonNode node) {
    return new InputType.Choice(texts(node.path("values")), plain(label));
  }

  private static InputType plain(String label) {
    return InputType.plain(label)
        .orElseThrow(() -> new IllegalStateException("stored input of unknown type " + label));
  }

  private static List<String> texts(JsonNode items) {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
