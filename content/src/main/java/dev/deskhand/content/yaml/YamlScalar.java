package dev.deskhand.content.yaml;

import dev.deskhand.content.SourcePosition;

/**
 * A single value; always a text: {@code no} stays "no". An empty value is an empty text.
 *
 * @param written what YAML's core takes it for, where a format of its own asks
 */
public record YamlScalar(SourcePosition at, String text, Written written) implements YamlNode {
  /** What YAML takes a value for: by its form, or by a tag such as {@code !!int} before it. */
  public enum Written {
    TEXT,
    NUMBER,
    TRUTH,
    NOTHING
  }

  public YamlScalar(SourcePosition at, String text) {
    this(at, text, Written.TEXT);
  }
}
