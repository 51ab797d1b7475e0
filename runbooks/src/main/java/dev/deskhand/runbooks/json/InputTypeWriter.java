package dev.deskhand.runbooks.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.deskhand.content.InputType;
import java.io.IOException;

/** Writes a type of input by its label, with what narrows it. */
final class InputTypeWriter extends StdSerializer<InputType> {
  private static final long serialVersionUID = 1;

  InputTypeWriter() {
    super(InputType.class);
  }

  @Override
  public void serialize(InputType type, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("type", type.label());
    switch (type) {
      case InputType.Text text -> {
        if (text.pattern().isPresent()) {
          out.writeStringField("pattern", text.pattern().get().pattern());
        }
      }
      case InputType.Choice choice -> out.writePOJOField("values", choice.values());
      case InputType.SecretReference secret -> out.writePOJOField("values", secret.allowed());
      case InputType.ListOf list -> {
        out.writeFieldName("of");
        serialize(list.of(), out, provider);
      }
      case InputType.Whole _,
          InputType.Truth _,
          InputType.Span _,
          InputType.PersonInput _,
          InputType.Host _,
          InputType.Day _,
          InputType.TicketInput _ -> {}
    }
    out.writeEndObject();
  }
}
