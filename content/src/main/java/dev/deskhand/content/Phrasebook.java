package dev.deskhand.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What the program says by itself, in every language that it speaks: one file {@code
 * phrases_LANGUAGE.properties} each, in UTF-8, beside the phrases' names. Immutable.
 *
 * @param <P> the phrases, by name
 */
public final class Phrasebook<P extends Enum<P>> {
  private final Map<P, String> english;
  private final Map<String, Map<P, String>> phrases;

  private Phrasebook(Class<P> names) {
    this.english = read(names, "en");
    this.phrases = Map.of("en", english, "de", read(names, "de"), "fr", read(names, "fr"));
  }

  /**
   * Reads the files that lie beside an enumeration.
   *
   * @throws IllegalStateException if a language lacks a phrase, or has one that has no name
   */
  public static <P extends Enum<P>> Phrasebook<P> of(Class<P> names) {
    return new Phrasebook<>(names);
  }

  /**
   * A phrase.
   *
   * @param language that somebody reads, such as {@code de} or {@code de-CH}; anything else is
   *     answered in English
   * @param values what stands for {@code {0}}, {@code {1}}, … in it
   */
  public String say(String language, P phrase, Object... values) {
    String said = phrases.getOrDefault(base(language), english).getOrDefault(phrase, "");
    for (int i = 0; i < values.length; i++) {
      said = said.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return said;
  }

  /** The language of {@code de-CH} is {@code de}. */
  public static String base(String language) {
    return language.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
  }

  private static <P extends Enum<P>> Map<P, String> read(Class<P> names, String language) {
    String file = "phrases_" + language + ".properties";
    Properties written = properties(names, file);
    Map<P, String> phrases = new EnumMap<>(names);
    for (P name : names.getEnumConstants()) {
      String key = name.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (!(written.remove(key) instanceof String phrase)) {
        throw new IllegalStateException(file + " lacks '" + key + "'");
      }
      phrases.put(name, phrase);
    }
    if (!written.isEmpty()) {
      throw new IllegalStateException(file + " has phrases without a name: " + written.keySet());
    }
    return phrases;
  }

  private static Properties properties(Class<?> beside, String file) {
    try (InputStream bytes = beside.getResourceAsStream(file)) {
      if (bytes == null) {
        throw new IllegalStateException(file + " is not there beside " + beside.getName());
      }
      try (Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
        Properties properties = new Properties();
        properties.load(reader);
        return properties;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    }
  }
}
