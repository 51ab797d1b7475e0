package dev.deskhand.app.config;

import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Resolves references to secrets: {@code env:NAME} and {@code file:PATH}. Thread-safe. */
public final class References implements Secrets {
  private static final String ENV = "env:";
  private static final String FILE = "file:";

  private final Map<String, String> environment;
  private final Path base;

  /**
   * References.
   *
   * @param base what relative paths are relative to: the configuration file's folder
   */
  public References(Map<String, String> environment, Path base) {
    this.environment = Map.copyOf(environment);
    this.base = base;
  }

  /** What references look like, for messages. */
  public String forms() {
    return "env:NAME or file:PATH";
  }

  /** True for a text that has the form of a reference. */
  public boolean isReference(String text) {
    return text.startsWith(ENV) || text.startsWith(FILE);
  }

  @Override
  public String resolve(String reference) {
    if (reference.startsWith(ENV)) {
      return fromEnvironment(reference.substring(ENV.length()));
    }
    if (reference.startsWith(FILE)) {
      return fromFile(base.resolve(reference.substring(FILE.length())));
    }
    throw new ActionException(
        "a secret is written as a reference: env:NAME or file:PATH, not as the secret itself");
  }

  private String fromEnvironment(String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new ActionException(
          "the environment variable "
              + name
              + " is not set: set it to the secret, and start again");
    }
    return value;
  }

  private static String fromFile(Path file) {
    try {
      String value = Files.readString(file).strip();
      if (value.isEmpty()) {
        throw new ActionException(
            "the secret's file " + file + " is empty: write the secret to it");
      }
      return value;
    } catch (IOException e) {
      throw new ActionException(
          "the secret's file " + file + " can't be read: make it, readable by this user", e);
    }
  }
}
