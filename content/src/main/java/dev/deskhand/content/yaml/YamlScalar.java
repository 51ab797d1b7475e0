package dev.deskhand.content.yaml;

import dev.deskhand.content.SourcePosition;

/** A single value; always a text: {@code no} stays "no". An empty value is an empty text. */
public record YamlScalar(SourcePosition at, String text) implements YamlNode {}
