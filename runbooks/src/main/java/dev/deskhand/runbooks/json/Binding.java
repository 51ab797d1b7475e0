package dev.deskhand.runbooks.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.run.RunPlan.Argument;
import dev.deskhand.runbooks.run.StepRef;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** How this module's records become JSON: ids and times as texts, keys sorted, nothing empty. */
final class Binding {
  private Binding() {}

  /** A mapper whose output is canonical: equal values give equal bytes. */
  static ObjectMapper mapper() {
    SimpleModule ids = new SimpleModule("deskhand-runbooks");
    Shapes.text(ids, PersonId.class, PersonId::new);
    Shapes.text(ids, Role.class, Role::new);
    Shapes.text(ids, RunbookId.class, RunbookId::new);
    Shapes.text(ids, StepId.class, StepId::new);
    Shapes.text(ids, Instant.class, Instant::parse);
    Shapes.text(ids, Duration.class, Duration::parse);
    Shapes.text(ids, StepRef.class, Binding::stepRef);
    Shapes.text(ids, ContentVersion.class, ContentVersion::sha256, ContentVersion::new);
    ids.addSerializer(Argument.class, new ArgumentWriter());
    ids.addDeserializer(Argument.class, new ArgumentReader());
    return Shapes.canonical(ids);
  }

  private static StepRef stepRef(String text) {
    return text.endsWith(".undo")
        ? StepRef.undo(new StepId(text.substring(0, text.length() - ".undo".length())))
        : StepRef.forward(new StepId(text));
  }

  private static final class ArgumentWriter extends StdSerializer<Argument> {
    private static final long serialVersionUID = 1;

    ArgumentWriter() {
      super(Argument.class);
    }

    @Override
    public void serialize(Argument value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      switch (value) {
        case Argument.Literal literal -> out.writeStringField("literal", literal.text());
        case Argument.Later later -> out.writeStringField("later", later.template());
      }
      out.writeEndObject();
    }
  }

  private static final class ArgumentReader extends StdDeserializer<Argument> {
    private static final long serialVersionUID = 1;

    ArgumentReader() {
      super(Argument.class);
    }

    @Override
    public Argument deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode node = in.readValueAsTree();
      return node.has("later")
          ? new Argument.Later(node.get("later").asText())
          : new Argument.Literal(node.get("literal").asText());
    }
  }
}
