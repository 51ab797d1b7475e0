package dev.deskhand.bot.reply;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values as somebody would write them behind a command. */
final class Said {
  private static final int LONGEST = 200;

  private Said() {}

  /** {@code key="a value" other=value}, by their keys; what can't be written so is left out. */
  static String pairs(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .filter(it -> canBeWritten(it.getValue()))
            .map(it -> " " + it.getKey() + "=" + quoted(it.getValue()))
            .collect(Collectors.joining());
  }

  private static boolean canBeWritten(String value) {
    return value.length() <= LONGEST
        && value.chars().noneMatch(c -> Character.isISOControl(c) || "\"“”„`".indexOf(c) >= 0);
  }

  private static String quoted(String value) {
    return value.isEmpty() || value.chars().anyMatch(Character::isWhitespace)
        ? '"' + value + '"'
        : value;
  }
}
