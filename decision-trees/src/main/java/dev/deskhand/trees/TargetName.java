package dev.deskhand.trees;

/** The name that an installation gave to something that can be acted on. */
public record TargetName(String value) {
  @Override
  public String toString() {
    return value;
  }
}
