package dev.deskhand.bot.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.deskhand.bot.conversation.ConversationEvent.Offered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link Offered} values as an array, or as an object where it is known which message asks. */
final class OfferedShape {
  private static final String POST = "post";
  private static final String VALUES = "values";

  private OfferedShape() {}

  static final class Writer extends StdSerializer<Offered> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(Offered.class);
    }

    @Override
    public void serialize(Offered value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (value.post().isEmpty()) {
        provider.defaultSerializeValue(value.values(), out);
        return;
      }
      out.writeStartObject();
      out.writeStringField(POST, value.post().get());
      provider.defaultSerializeField(VALUES, value.values(), out);
      out.writeEndObject();
    }
  }

  static final class Reader extends StdDeserializer<Offered> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(Offered.class);
    }

    @Override
    public Offered deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode node = in.readValueAsTree();
      List<String> values = new ArrayList<>();
      (node.isArray() ? node : node.path(VALUES)).forEach(it -> values.add(it.asText()));
      return new Offered(
          values, Optional.of(node.path(POST)).filter(JsonNode::isTextual).map(JsonNode::asText));
    }
  }
}
