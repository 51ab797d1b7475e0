package dev.deskhand.bot.json;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The stored names of the kinds of one sealed type. They never change; a new shape gets a new
 * version.
 */
final class Named<T> {
  /** The version of every shape that this release writes. */
  static final int VERSION = 1;

  private final Map<String, Class<? extends T>> types;
  private final Map<Class<?>, String> names;

  Named(Map<String, Class<? extends T>> types) {
    this.types = Map.copyOf(types);
    names =
        types.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
  }

  String nameOf(T value) {
    String name = names.get(value.getClass());
    if (name == null) {
      throw new IllegalStateException("no stored name for " + value.getClass().getSimpleName());
    }
    return name;
  }

  /**
   * The kind behind a name.
   *
   * @throws IllegalStateException if a later release wrote it
   */
  Class<? extends T> typeOf(String name, int version) {
    Class<? extends T> type = types.get(name);
    if (type == null || version > VERSION) {
      throw new IllegalStateException(
          "'"
              + name
              + "' version "
              + version
              + " was written by a later release: upgrade before you start");
    }
    return type;
  }
}
