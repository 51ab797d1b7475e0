package dev.deskhand.app.config;

import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.runbooks.action.ActionException;

/** Reads references to secrets, and looks whether they lead to one. */
final class SecretChecks {
  private final References secrets;
  private final Problems problems;

  SecretChecks(References secrets, Problems problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  /** A reference, checked to lead somewhere: without its secret a connector does not start. */
  String required(YamlMapping mapping, String key) {
    String reference = mapping.text(key, problems);
    if (!reference.isBlank()) {
      checkForm(mapping, key, reference);
    }
    return reference;
  }

  /** The same of a reference that is there. */
  void checkForm(YamlMapping mapping, String key, String reference) {
    if (secrets.isReference(reference)) {
      check(mapping, key, reference);
      return;
    }
    problems.add(
        mapping.placeOf(key),
        "'"
            + key
            + "': expected a reference to the secret, "
            + secrets.forms()
            + ", not the secret itself");
  }

  /** Looks behind what has the form of a reference; anything else is a plain value. */
  void check(YamlMapping mapping, String key, String reference) {
    if (secrets.isReference(reference)) {
      try {
        secrets.resolve(reference);
      } catch (ActionException e) {
        problems.add(mapping.placeOf(key), "'" + key + "': " + e.getMessage());
      }
    }
  }
}
