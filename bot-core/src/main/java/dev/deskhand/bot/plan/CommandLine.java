package dev.deskhand.bot.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a command. Double quotes keep words together where they stand around all of a word
 * or around the value of one: {@code "two words"}, {@code reason="two words"}. Any other quote,
 * such as that of {@code 19"}, is a character like others. Immutable.
 */
final class CommandLine {
  private static final String QUOTES = "\"“”„";

  /**
   * A word.
   *
   * @param from where it begins in the text, with its quotes
   */
  private record Word(String value, int from) {}

  private final String text;
  private final List<Word> words = new ArrayList<>();

  CommandLine(String text) {
    this.text = text;
    int at = 0;
    while (at < text.length()) {
      at = Character.isWhitespace(text.charAt(at)) ? at + 1 : read(at);
    }
  }

  /** Reads the word that begins here; returns where it ends. */
  private int read(int from) {
    StringBuilder word = new StringBuilder();
    int at = from;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      int end = beginsValue(word) && isQuote(at) ? closing(at + 1) : -1;
      if (end < 0) {
        word.append(text.charAt(at));
        at++;
      } else {
        word.append(text, at + 1, end);
        at = end + 1;
      }
    }
    if (!word.isEmpty()) {
      words.add(new Word(word.toString(), from));
    }
    return at;
  }

  private static boolean beginsValue(CharSequence word) {
    return word.isEmpty() || word.toString().indexOf('=') == word.length() - 1;
  }

  /** Where the quote is that ends what begins here: with nothing but space behind it; else -1. */
  private int closing(int from) {
    for (int at = from; at < text.length(); at++) {
      if (isQuote(at) && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1)))) {
        return at;
      }
    }
    return -1;
  }

  private boolean isQuote(int at) {
    return isQuote(text.charAt(at));
  }

  /** Whether a character is a quote, as keyboards and telephones write them. */
  static boolean isQuote(char c) {
    return QUOTES.indexOf(c) >= 0;
  }

  /** The first word, in lower case; empty if there is none. */
  String verb() {
    return words.isEmpty() ? "" : words.getFirst().value().toLowerCase(Locale.ROOT);
  }

  /** All words but the first. */
  List<String> rest() {
    return words.stream().skip(1).map(Word::value).toList();
  }

  /**
   * What follows some words, as it was written; without its quotes where it is a single word.
   *
   * @param count how many words come before it, the first included
   */
  String after(int count) {
    if (count >= words.size()) {
      return "";
    }
    Word first = words.get(count);
    return count == words.size() - 1 ? first.value() : text.substring(first.from()).strip();
  }
}
