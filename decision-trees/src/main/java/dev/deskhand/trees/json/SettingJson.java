package dev.deskhand.trees.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.deskhand.trees.Setting;
import dev.deskhand.trees.json.SealedFields.Reader;
import dev.deskhand.trees.json.SealedFields.Writer;
import java.util.Map;

/** What was known when a walk began, as fields of its first event; what is empty is left out. */
final class SettingJson {
  private SettingJson() {}

  static void write(Setting setting, String subject, Writer out) {
    if (!setting.language().isEmpty()) {
      out.body().put("language", setting.language());
    }
    if (!setting.roles().isEmpty()) {
      ArrayNode roles = out.body().putArray("roles");
      setting.roles().forEach(roles::add);
    }
    values("attributes", subject, setting.asker(), out);
    values("fields", subject, setting.ticket(), out);
  }

  static Setting read(Reader in) {
    return new Setting(
        in.optionalText("language").orElse(""),
        in.texts("roles"),
        values("attributes", in),
        values("fields", in));
  }

  private static void values(String field, String subject, Map<String, String> values, Writer out) {
    if (!values.isEmpty()) {
      out.values(field, subject, values);
    }
  }

  private static Map<String, String> values(String field, Reader in) {
    return in.has(field) ? in.values(field) : Map.of();
  }
}
