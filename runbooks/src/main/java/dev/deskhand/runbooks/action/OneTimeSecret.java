package dev.deskhand.runbooks.action;

/**
 * A secret that a step made for a person, such as a first password.
 *
 * @param key of the call that made it; a later secret of the same key takes the place of the
 *     earlier
 * @param value what the person is to see; never told by {@link #toString()}
 */
public record OneTimeSecret(String key, String value) {
  @Override
  public String toString() {
    return "the one-time secret of " + key;
  }
}
