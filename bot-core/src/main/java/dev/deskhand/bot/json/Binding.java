package dev.deskhand.bot.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.deskhand.bot.conversation.ConversationEvent.Offered;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.json.Shapes;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.trees.WalkId;
import java.io.IOException;
import java.time.Instant;

/** How this module's records become JSON: ids as texts, keys sorted, personal values sealed. */
final class Binding {
  private final PersonalVault vault;
  private final ObjectMapper mapper;

  Binding(PersonalVault vault) {
    this.vault = vault;
    SimpleModule module = new SimpleModule("deskhand-bot");
    Shapes.text(module, TenantId.class, TenantId::new);
    Shapes.text(module, PersonId.class, PersonId::new);
    Shapes.text(module, RunbookId.class, RunbookId::new);
    Shapes.text(module, RunId.class, RunId::new);
    Shapes.text(module, StepRef.class, StepRef::parse);
    Shapes.text(module, WalkId.class, WalkId::new);
    Shapes.text(module, DeliveryKey.class, DeliveryKey::new);
    Shapes.text(module, TicketRef.class, TicketRef::parse);
    Shapes.text(module, ConversationId.class, Binding::conversation);
    Shapes.text(module, ButtonAction.class, ButtonAction::encoded, ButtonAction::decode);
    Shapes.text(module, TriggerName.class, TriggerName::new);
    Shapes.text(module, OfferName.class, OfferName::new);
    Shapes.text(module, Instant.class, Instant::parse);
    module.addSerializer(Personal.class, new PersonalWriter());
    module.addDeserializer(Personal.class, new PersonalReader());
    module.addSerializer(Audience.class, new AudienceWriter());
    module.addDeserializer(Audience.class, new AudienceReader());
    module.addSerializer(Offered.class, new OfferedShape.Writer());
    module.addDeserializer(Offered.class, new OfferedShape.Reader());
    module.addSerializer(Exhibit.class, new ExhibitShape.Writer());
    module.addDeserializer(Exhibit.class, new ExhibitShape.Reader());
    mapper = Shapes.canonical(module);
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
