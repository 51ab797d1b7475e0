package dev.deskhand.content.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;

/** A value in a YAML file, with its place. */
public sealed interface YamlNode permits YamlMapping, YamlSequence, YamlScalar {

  SourcePosition at();

  /** What people call it in a message. */
  default String kind() {
    return switch (this) {
      case YamlMapping _ -> "a mapping";
      case YamlSequence _ -> "a list";
      case YamlScalar _ -> "a text";
    };
  }

  /** This node as a mapping; anything else is a problem and reads as an empty one. */
  default YamlMapping asMapping(String what, Problems problems) {
    if (this instanceof YamlMapping mapping) {
      return mapping;
    }
    problems.add(at(), what + ": expected a mapping (key: value), found " + kind());
    return YamlMapping.empty(at());
  }

  /** This node as a list; a single value reads as a list of one. */
  default YamlSequence asSequence() {
    return this instanceof YamlSequence list
        ? list
        : new YamlSequence(at(), java.util.List.of(this));
  }

  /** This node as a text; anything else is a problem and reads as an empty one. */
  default String asText(String what, Problems problems) {
    if (this instanceof YamlScalar scalar) {
      return scalar.text();
    }
    problems.add(at(), what + ": expected a text, found " + kind());
    return "";
  }
}
