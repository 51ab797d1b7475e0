package dev.deskhand.runbooks.action;

import java.util.Map;
import java.util.Set;

/**
 * A place where secrets lie, such as a vault; found by the {@link java.util.ServiceLoader}. The
 * configuration opens it under {@code secrets}, by its scheme.
 */
public interface SecretStore {

  /** What references to it begin with, before the colon, such as {@code vault}. */
  String scheme();

  /** What a reference to it looks like, for messages, such as {@code vault:PATH#FIELD}. */
  String form();

  /** The names of its settings. */
  Set<String> settings();

  /**
   * Opens it; asks it nothing yet.
   *
   * @param settings texts, by name; its own secrets stand here as references
   * @param own resolves those: {@code env:NAME} and {@code file:PATH}
   * @return resolves references with the scheme and the colon taken off; thread-safe
   * @throws ActionException naming the setting that is missing or wrong
   */
  Secrets open(Map<String, String> settings, Secrets own);
}
