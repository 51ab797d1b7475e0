package dev.deskhand.bot.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What words like {@code key=value} come to. */
sealed interface Pairs {
  /** By their keys. */
  record Read(Map<String, String> given) implements Pairs {
    public Read {
      given = Map.copyOf(given);
    }
  }

  /** One of them can't be read, and what to do about it. */
  record Unreadable(String advice) implements Pairs {}

  /** Reads all of them, or nothing. */
  static Pairs read(List<String> words) {
    Map<String, String> given = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        return new Unreadable("Each input is written as `key=value`; in quotes if it has spaces.");
      }
      String key = word.substring(0, equals);
      String value = word.substring(equals + 1);
      if (!value.isEmpty() && CommandLine.isQuote(value.charAt(0))) {
        return new Unreadable("The quote behind `" + key + "=` is not closed.");
      }
      if (given.put(key, value) != null) {
        return new Unreadable("`" + key + "` is given twice.");
      }
    }
    return new Read(given);
  }
}
