package dev.deskhand.content.yaml;

import dev.deskhand.content.Lengths;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Keys and values, in the order they were written.
 *
 * @param keys where each key stands
 */
public record YamlMapping(
    SourcePosition at, Map<String, YamlNode> values, Map<String, SourcePosition> keys)
    implements YamlNode {

  public YamlMapping {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }

  public static YamlMapping empty(SourcePosition at) {
    return new YamlMapping(at, Map.of(), Map.of());
  }

  /** Every key that is not among these is a problem with the nearest known name. */
  public void allowOnly(Problems problems, String... allowed) {
    allowOnly(problems, Arrays.asList(allowed));
  }

  /** Every key that is not among these is a problem with the nearest known name. */
  public void allowOnly(Problems problems, Collection<String> allowed) {
    keys.forEach(
        (key, place) -> {
          if (!allowed.contains(key)) {
            problems.add(place, "unknown key '" + key + "': " + Problems.suggestion(key, allowed));
          }
        });
  }

  public Optional<YamlNode> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Where the value of a key stands, or the mapping itself when there is none. */
  public SourcePosition placeOf(String key) {
    return find(key).map(YamlNode::at).orElse(at);
  }

  /** A required text; its absence is a problem and reads as an empty text. */
  public String text(String key, Problems problems) {
    Optional<String> value = optionalText(key, problems);
    if (value.isEmpty()) {
      problems.add(at, "'" + key + "' is missing: write " + key + ": …");
    } else if (find(key).orElseThrow() instanceof YamlScalar && value.get().isBlank()) {
      problems.add(placeOf(key), "'" + key + "' is empty: write " + key + ": …");
    }
    return value.orElse("");
  }

  public Optional<String> optionalText(String key, Problems problems) {
    return find(key).map(node -> node.asText("'" + key + "'", problems));
  }

  /** A required value; its absence is a problem. */
  public Optional<YamlNode> require(String key, Problems problems) {
    Optional<YamlNode> value = find(key);
    if (value.isEmpty()) {
      problems.add(at, "'" + key + "' is missing: write " + key + ": …");
    }
    return value;
  }

  /** A nested mapping, empty when there is none. */
  public YamlMapping mapping(String key, Problems problems) {
    return find(key)
        .map(node -> node.asMapping("'" + key + "'", problems))
        .orElseGet(() -> empty(at));
  }

  /** The items of a list, none when there is no such key. */
  public List<YamlNode> list(String key) {
    return find(key).map(node -> node.asSequence().items()).orElse(List.of());
  }

  /** The items of a list of texts. */
  public List<String> texts(String key, Problems problems) {
    return list(key).stream().map(node -> node.asText("'" + key + "'", problems)).toList();
  }

  /** A whole number. */
  public Optional<Integer> integer(String key, Problems problems) {
    return optionalText(key, problems)
        .flatMap(
            text -> {
              try {
                return Optional.of(Integer.valueOf(text.strip()));
              } catch (NumberFormatException _) {
                problems.add(
                    placeOf(key), "'" + key + "': expected a whole number, found '" + text + "'");
                return Optional.empty();
              }
            });
  }

  /** A text in which nothing is looked up, so that a template in it would be read as it stands. */
  public String plainText(String key, Problems problems) {
    String text = text(key, problems);
    if (text.contains("{{")) {
      problems.add(
          placeOf(key), "'" + key + "': nothing is looked up here, and people would read the '{{'");
    }
    return text;
  }

  /**
   * A length of time such as {@code 30s}, {@code 15m}, {@code 1h30m} or {@code 2d}; not negative,
   * at most a hundred years.
   */
  public Optional<Duration> duration(String key, Problems problems) {
    return optionalText(key, problems)
        .flatMap(
            text -> {
              Optional<Duration> span = Lengths.read(text);
              if (span.isEmpty()) {
                problems.add(
                    placeOf(key),
                    "'"
                        + key
                        + "': expected a length of time such as "
                        + Lengths.EXAMPLE
                        + ", found '"
                        + text
                        + "'");
              }
              return span;
            });
  }

  /** One of the constants of an enum, written in lower case with hyphens. */
  public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type, Problems problems) {
    return optionalText(key, problems)
        .flatMap(
            text -> {
              for (E constant : type.getEnumConstants()) {
                if (nameOf(constant).equals(text)) {
                  return Optional.of(constant);
                }
              }
              List<String> known =
                  Arrays.stream(type.getEnumConstants()).map(YamlMapping::nameOf).toList();
              problems.add(
                  placeOf(key),
                  "'"
                      + key
                      + "': unknown value '"
                      + text
                      + "': "
                      + Problems.suggestion(text, known));
              return Optional.empty();
            });
  }

  private static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
