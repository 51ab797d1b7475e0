package dev.deskhand.app.config;

import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Resolves references to secrets: {@code env:NAME}, {@code file:PATH}, and those of the stores that
 * the configuration opens, such as {@code vault:PATH#FIELD}. Thread-safe.
 */
public final class References implements Secrets {
  private static final String ENV = "env";
  private static final String FILE = "file";

  private final Map<String, String> environment;
  private final Path base;
  private final Map<String, Store> stores;
  private final List<String> keys;

  /** A store of secrets, open, and what a reference to it looks like. */
  record Store(String form, Secrets secrets) {}

  /**
   * References to the environment and to files.
   *
   * @param base what relative paths are relative to: the configuration file's folder
   */
  public References(Map<String, String> environment, Path base) {
    this(environment, base, Map.of(), List.of());
  }

  private References(
      Map<String, String> environment, Path base, Map<String, Store> stores, List<String> keys) {
    this.environment = Map.copyOf(environment);
    this.base = base;
    this.stores = Map.copyOf(stores);
    this.keys = List.copyOf(keys);
  }

  /** The same, and references into these stores, by their schemes. */
  References reaching(Map<String, Store> open, List<String> keysOfStores) {
    return new References(environment, base, open, keysOfStores);
  }

  /** What opens the stores themselves. */
  public List<String> keys() {
    return keys;
  }

  /** What references look like, for messages. */
  String forms() {
    StringBuilder forms = new StringBuilder("env:NAME or file:PATH");
    stores.values().forEach(store -> forms.append(" or ").append(store.form()));
    return forms.toString();
  }

  /** True for a text that has the form of a reference. */
  boolean isReference(String text) {
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? "" : text.substring(0, colon);
    return scheme.equals(ENV) || scheme.equals(FILE) || stores.containsKey(scheme);
  }

  @Override
  public String resolve(String reference) {
    if (!isReference(reference)) {
      throw new ActionException(
          "a secret is written as a reference: " + forms() + ", not as the secret itself");
    }
    int colon = reference.indexOf(':');
    String rest = reference.substring(colon + 1);
    String scheme = reference.substring(0, colon);
    Store store = stores.get(scheme);
    if (store != null) {
      return store.secrets().resolve(rest);
    }
    return scheme.equals(ENV) ? fromEnvironment(rest) : fromFile(base.resolve(rest));
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
