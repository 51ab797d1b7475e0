package dev.deskhand.runbooks.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.Template;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlScalar;
import dev.deskhand.content.yaml.YamlSequence;
import dev.deskhand.runbooks.action.Structure;
import dev.deskhand.runbooks.action.StructurePath;
import dev.deskhand.runbooks.action.StructurePath.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads an argument that is written as YAML: each of its values becomes an argument of its own, so
 * that nothing that is looked up can be anything but a value.
 */
final class StructureReader {
  private final References references;
  private final Problems problems;
  private final Map<String, Template> values = new LinkedHashMap<>();

  StructureReader(References references, Problems problems) {
    this.references = references;
    this.problems = problems;
  }

  Map<String, Template> read(String name, YamlNode written) {
    if (written instanceof YamlScalar) {
      problems.add(
          written.at(), "'" + name + "': expected a mapping (key: value) or a list, found a text");
    } else {
      collect(new StructurePath(name), written);
    }
    return values;
  }

  private void collect(StructurePath here, YamlNode node) {
    switch (node) {
      case YamlMapping mapping -> {
        if (mapping.values().isEmpty()) {
          put(here.of(Kind.EMPTY_MAPPING), "", node);
        }
        mapping.keys().forEach((key, at) -> refusePlaces(key, new YamlScalar(at, key)));
        mapping.values().forEach((key, value) -> collect(here.key(key), value));
      }
      case YamlSequence list -> {
        if (list.items().isEmpty()) {
          put(here.of(Kind.EMPTY_LIST), "", node);
        }
        for (int i = 0; i < list.items().size(); i++) {
          collect(here.item(i), list.items().get(i));
        }
      }
      case YamlScalar scalar -> value(here, scalar);
    }
  }

  private void value(StructurePath here, YamlScalar scalar) {
    switch (scalar.written()) {
      case TEXT -> put(here.of(Kind.TEXT), scalar.text(), scalar);
      case NUMBER -> {
        if (!scalar.text().contains("{{")
            && !Structure.Numeral.FORM.matcher(scalar.text()).matches()) {
          problems.add(
              scalar.at(), "'" + scalar.text() + "': expected a number of JSON, such as 10 or 0.5");
        }
        put(here.of(Kind.NUMBER), scalar.text(), scalar);
      }
      case TRUTH -> {
        if (!scalar.text().contains("{{") && !Set.of("true", "false").contains(scalar.text())) {
          problems.add(scalar.at(), "'" + scalar.text() + "': expected true or false");
        }
        put(here.of(Kind.TRUTH), scalar.text(), scalar);
      }
      case NOTHING -> put(here.of(Kind.NOTHING), "", scalar);
    }
  }

  private void refusePlaces(String key, YamlScalar place) {
    if (key.contains("{{")) {
      problems.add(place.at(), "'" + key + "': nothing can be looked up in a key, only in values");
    }
  }

  private void put(String name, String text, YamlNode node) {
    Template template = Template.parse(text, node.at(), problems);
    references.checkArgument(template, node.at());
    values.put(name, template);
  }
}
