package dev.deskhand.runbooks.action;

/** Turns references to secrets into their values, inside the step that needs them. */
@FunctionalInterface
public interface Secrets {
  /**
   * The value behind a reference.
   *
   * @param reference {@code env:NAME} or {@code file:PATH}
   * @throws ActionException naming the reference if there is nothing behind it
   */
  String resolve(String reference);
}
