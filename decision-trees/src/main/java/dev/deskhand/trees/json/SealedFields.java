package dev.deskhand.trees.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Fields of a stored event: plain, or sealed as {@code {"of": subject, "sealed": text}}. */
final class SealedFields {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SealedFields() {}

  /** A constant's stored name, such as {@code succeeded}. */
  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Writes into one event's body. */
  record Writer(PersonalVault vault, TenantId tenant, ObjectNode body) {
    void personal(String field, Personal personal) {
      ObjectNode sealed = body.putObject(field);
      sealed.put("of", personal.subject());
      sealed.put("sealed", vault.seal(tenant, personal));
    }

    /** Seals all of them as one text. */
    void values(String field, String subject, Map<String, String> values) {
      ObjectNode inside = JSON.createObjectNode();
      new TreeMap<>(values).forEach(inside::put);
      personal(field, new Personal(subject, inside.toString()));
    }
  }

  /** Reads from one event's body. Throws IllegalArgumentException for what is not as written. */
  record Reader(PersonalVault vault, TenantId tenant, JsonNode body) {
    boolean has(String field) {
      return body.has(field);
    }

    JsonNode required(String field) {
      JsonNode value = body.get(field);
      if (value == null) {
        throw new IllegalArgumentException("field '" + field + "' is missing");
      }
      return value;
    }

    String text(String field) {
      JsonNode value = required(field);
      if (!value.isTextual()) {
        throw new IllegalArgumentException("field '" + field + "': expected a text");
      }
      return value.textValue();
    }

    Optional<String> optionalText(String field) {
      return has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    Optional<Personal> optionalPersonal(String field) {
      return has(field) ? Optional.of(personal(field)) : Optional.empty();
    }

    /** None where there is no such field. */
    List<String> texts(String field) {
      List<String> texts = new ArrayList<>();
      body.path(field).forEach(text -> texts.add(text.asText()));
      return texts;
    }

    <E extends Enum<E>> E constant(String field, Class<E> type) {
      String name = text(field);
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> nameOf(constant).equals(name))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("field '" + field + "': unknown '" + name + "'"));
    }

    Personal personal(String field) {
      Reader sealed = new Reader(vault, tenant, required(field));
      return vault.open(tenant, sealed.text("of"), sealed.text("sealed"));
    }

    /** None once they were erased. */
    Map<String, String> values(String field) {
      String inside = personal(field).value();
      if (inside.equals(Personal.ERASED)) {
        return Map.of();
      }
      try {
        return JSON.readValue(inside, new TypeReference<Map<String, String>>() {});
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("field '" + field + "': " + e.getOriginalMessage(), e);
      }
    }
  }
}
