package dev.deskhand.permissions;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.schema.Schema;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.deskhand.permissions.json.SchemaShape;

/** What a parsed schema declares. */
final class CedarSchema {
  private CedarSchema() {}

  static SchemaShape shapeOf(Schema schema) {
    try {
      return SchemaShape.parse(schema.toJsonFormat().toString());
    } catch (InternalException | JsonProcessingException e) {
      throw new IllegalStateException("Cedar cannot say what its schema declares", e);
    }
  }
}
