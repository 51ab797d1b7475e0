package dev.deskhand.runbooks.action;

/**
 * Turns references to secrets into their values, inside the step that needs them, and keeps the
 * ones that a step makes up.
 */
@FunctionalInterface
public interface Secrets {
  /**
   * The value behind a reference.
   *
   * @param reference {@code env:NAME} or {@code file:PATH}
   * @throws ActionException naming the reference if there is nothing behind it
   */
  String resolve(String reference);

  /**
   * Keeps a secret that this step made, until the person it is for has seen it once. It is kept
   * encrypted, and before the target learns of it, so that no crash leaves one that nobody knows.
   *
   * @return a token by which it can be asked for; it says nothing about the secret and may stand in
   *     outputs and journals
   * @throws ActionException if this installation has no place for such secrets
   */
  default String keep(OneTimeSecret secret) {
    throw new ActionException(
        "this installation keeps no one-time secrets, so " + secret + " was not made");
  }
}
