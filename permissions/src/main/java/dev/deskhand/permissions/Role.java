package dev.deskhand.permissions;

/** What somebody is to the organisation, such as {@code it-support}; policies speak of it. */
public record Role(String value) {
  @Override
  public String toString() {
    return value;
  }
}
