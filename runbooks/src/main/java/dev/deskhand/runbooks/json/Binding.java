package dev.deskhand.runbooks.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
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
import java.util.function.Function;

/** How this module's records become JSON: ids and times as texts, keys sorted, nothing empty. */
final class Binding {
  private Binding() {}

  /** A mapper whose output is canonical: equal values give equal bytes. */
  static ObjectMapper mapper() {
    SimpleModule ids = new SimpleModule("deskhand-runbooks");
    text(ids, PersonId.class, PersonId::new);
    text(ids, Role.class, Role::new);
    text(ids, RunbookId.class, RunbookId::new);
    text(ids, StepId.class, StepId::new);
    text(ids, Instant.class, Instant::parse);
    text(ids, Duration.class, Duration::parse);
    text(ids, StepRef.class, Binding::stepRef);
    ids.addSerializer(
        ContentVersion.class, new Writer<>(ContentVersion.class, ContentVersion::sha256));
    ids.addDeserializer(
        ContentVersion.class, new Reader<>(ContentVersion.class, ContentVersion::new));
    ids.addSerializer(Argument.class, new ArgumentWriter());
    ids.addDeserializer(Argument.class, new ArgumentReader());
    return JsonMapper.builder()
        .addModule(new Jdk8Module())
        .addModule(ids)
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
        .build();
  }

  private static StepRef stepRef(String text) {
    return text.endsWith(".undo")
        ? StepRef.undo(new StepId(text.substring(0, text.length() - ".undo".length())))
        : StepRef.forward(new StepId(text));
  }

  private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addSerializer(type, new Writer<>(type, Object::toString));
    module.addDeserializer(type, new Reader<>(type, parse));
  }

  private static final class Writer<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1;
    private final transient Function<T, String> print;

    Writer(Class<T> type, Function<T, String> print) {
      super(type);
      this.print = print;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(print.apply(value));
    }
  }

  private static final class Reader<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1;
    private final transient Function<String, T> parse;

    Reader(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return parse.apply(in.getValueAsString());
    }
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
