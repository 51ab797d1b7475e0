package dev.deskhand.bot.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.trees.WalkId;
import java.io.IOException;
import java.util.function.Function;

/** How this module's records become JSON: ids as texts, keys sorted, personal values sealed. */
final class Binding {
  private final PersonalVault vault;
  private final ObjectMapper mapper;

  Binding(PersonalVault vault) {
    this.vault = vault;
    SimpleModule module = new SimpleModule("deskhand-bot");
    text(module, TenantId.class, TenantId::new);
    text(module, PersonId.class, PersonId::new);
    text(module, RunbookId.class, RunbookId::new);
    text(module, RunId.class, RunId::new);
    text(module, WalkId.class, WalkId::new);
    text(module, DeliveryKey.class, DeliveryKey::new);
    text(module, TicketRef.class, TicketRef::parse);
    text(module, ConversationId.class, Binding::conversation);
    write(module, ButtonAction.class, ButtonAction::encoded);
    module.addDeserializer(
        ButtonAction.class, new Reader<>(ButtonAction.class, ButtonAction::decode));
    module.addSerializer(Personal.class, new PersonalWriter());
    module.addDeserializer(Personal.class, new PersonalReader());
    module.addSerializer(Audience.class, new AudienceWriter());
    module.addDeserializer(Audience.class, new AudienceReader());
    mapper =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(module)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();
  }

  String print(TenantId tenant, Object value) {
    try {
      return mapper.writer().withAttribute(TenantId.class, tenant).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("can't write " + value.getClass().getSimpleName(), e);
    }
  }

  <T> T parse(TenantId tenant, String body, Class<T> type) {
    try {
      return mapper.readerFor(type).withAttribute(TenantId.class, tenant).readValue(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored " + type.getSimpleName() + " can't be read", e);
    }
  }

  private static ConversationId conversation(String text) {
    int slash = text.indexOf('/');
    return new ConversationId(text.substring(0, slash), text.substring(slash + 1));
  }

  private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
    write(module, type, Object::toString);
    module.addDeserializer(type, new Reader<>(type, parse));
  }

  private static <T> void write(SimpleModule module, Class<T> type, Function<T, String> print) {
    module.addSerializer(type, new Writer<>(type, print));
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

  private final class PersonalWriter extends StdSerializer<Personal> {
    private static final long serialVersionUID = 1;

    PersonalWriter() {
      super(Personal.class);
    }

    @Override
    public void serialize(Personal value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      TenantId tenant = (TenantId) provider.getAttribute(TenantId.class);
      out.writeStartObject();
      out.writeStringField("of", value.subject());
      out.writeStringField("sealed", vault.seal(tenant, value));
      out.writeEndObject();
    }
  }

  private final class PersonalReader extends StdDeserializer<Personal> {
    private static final long serialVersionUID = 1;

    PersonalReader() {
      super(Personal.class);
    }

    @Override
    public Personal deserialize(JsonParser in, DeserializationContext context) throws IOException {
      TenantId tenant = (TenantId) context.getAttribute(TenantId.class);
      JsonNode node = in.readValueAsTree();
      return vault.open(tenant, node.path("of").asText(), node.path("sealed").asText());
    }
  }

  private static final class AudienceWriter extends StdSerializer<Audience> {
    private static final long serialVersionUID = 1;

    AudienceWriter() {
      super(Audience.class);
    }

    @Override
    public void serialize(Audience value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      if (value instanceof Audience.Only only) {
        provider.defaultSerializeField("only", only.account(), out);
      }
      out.writeEndObject();
    }
  }

  private static final class AudienceReader extends StdDeserializer<Audience> {
    private static final long serialVersionUID = 1;

    AudienceReader() {
      super(Audience.class);
    }

    @Override
    public Audience deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode only = in.<JsonNode>readValueAsTree().path("only");
      return only.isMissingNode()
          ? new Audience.Everyone()
          : new Audience.Only(
              new Account(
                  only.path("platform").asText(),
                  only.path("scope").asText(),
                  only.path("user").asText()));
    }
  }
}
