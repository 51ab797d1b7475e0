package dev.deskhand.bot.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.content.PictureFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An {@link Exhibit} as an object: with {@code code}, with {@code columns} and {@code rows}, with a
 * {@code file}, or with a {@code picture}.
 */
final class ExhibitShape {
  private static final String CAPTION = "caption";
  private static final String CODE = "code";
  private static final String COLUMNS = "columns";
  private static final String FILE = "file";
  private static final String PICTURE = "picture";
  private static final String ROWS = "rows";

  private ExhibitShape() {}

  static final class Writer extends StdSerializer<Exhibit> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(Exhibit.class);
    }

    @Override
    public void serialize(Exhibit value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      out.writeStringField(CAPTION, value.caption());
      switch (value) {
        case Exhibit.Code code -> out.writeStringField(CODE, code.text());
        case Exhibit.Table table -> {
          provider.defaultSerializeField(COLUMNS, table.columns(), out);
          provider.defaultSerializeField(ROWS, table.rows(), out);
        }
        case Exhibit.Picture(_, PictureFile file) ->
            provider.defaultSerializeField(PICTURE, file, out);
        case Exhibit.File(Attachment file) -> provider.defaultSerializeField(FILE, file, out);
      }
      out.writeEndObject();
    }
  }

  static final class Reader extends StdDeserializer<Exhibit> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(Exhibit.class);
    }

    @Override
    public Exhibit deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode node = in.readValueAsTree();
      String caption = node.path(CAPTION).asText();
      if (node.has(CODE)) {
        return new Exhibit.Code(caption, node.path(CODE).asText());
      }
      if (node.has(FILE)) {
        return new Exhibit.File(in.getCodec().treeToValue(node.get(FILE), Attachment.class));
      }
      if (node.has(PICTURE)) {
        return new Exhibit.Picture(
            caption, in.getCodec().treeToValue(node.get(PICTURE), PictureFile.class));
      }
      List<List<String>> rows = new ArrayList<>();
      node.path(ROWS).forEach(row -> rows.add(texts(row)));
      return new Exhibit.Table(caption, texts(node.path(COLUMNS)), rows);
    }

    private static List<String> texts(JsonNode list) {
      List<String> texts = new ArrayList<>();
      list.forEach(text -> texts.add(text.asText()));
      return texts;
    }
  }
}
