package dev.deskhand.content.yaml;

import dev.deskhand.content.SourcePosition;
import java.util.List;

/** A list of values. */
public record YamlSequence(SourcePosition at, List<YamlNode> items) implements YamlNode {
  public YamlSequence {
    items = List.copyOf(items);
  }
}
