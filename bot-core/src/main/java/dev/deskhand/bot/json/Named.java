package dev.deskhand.bot.json;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The stored names of the kinds of one sealed type. They never change; a new shape gets a new
 * version.
 */
final class Named<T> {
  private final Map<String, Class<? extends T>> types;
  private final Map<Class<?>, String> names;

  Named(Map<String, Class<? extends T>> types) {
    this.types = Map.copyOf(types);
    names = types.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
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
  Class<? extends T> typeOf(String name) {
    Class<? extends T> type = types.get(name);
    if (type == null) {
      throw new IllegalStateException(
          "'" + name + "' was written by a later release: upgrade before you start");
    }
    return type;
  }
}
