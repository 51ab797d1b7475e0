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
  private final int lastClosing;
  private final List<Word> words = new ArrayList<>();

  CommandLine(String text) {
    this.text = text;
    this.lastClosing = lastClosing();
    int at = 0;
    while (at < text.length()) {
      at = Character.isWhitespace(text.charAt(at)) ? at + 1 : read(at);
    }
  }

  private int lastClosing() {
    int at = text.length() - 1;
    while (at >= 0 && !closes(at)) {
      at--;
    }
    return at;
  }

  /** A quote with nothing but space behind it. */
  private boolean closes(int at) {
    return isQuote(text.charAt(at))
        && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1)));
  }

  /** Reads the word that begins here; returns where it ends. In time of its length. */
  private int read(int from) {
    StringBuilder word = new StringBuilder();
    boolean beginsValue = true;
    boolean hasKey = false;
    int at = from;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      char c = text.charAt(at);
      if (beginsValue && isQuote(c) && at < lastClosing) {
        int end = closing(at + 1);
        word.append(text, at + 1, end);
        at = end;
      } else {
        word.append(c);
      }
      beginsValue = c == '=' && !hasKey;
      hasKey |= c == '=';
      at++;
    }
    if (!word.isEmpty()) {
      words.add(new Word(word.toString(), from));
    }
    return at;
  }

  /** Where the quote is that ends what begins here: there is one. */
  private int closing(int from) {
    int at = from;
    while (!closes(at)) {
      at++;
    }
    return at;
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
