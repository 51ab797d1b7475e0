package dev.deskhand.bot.intent.opennlp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import opennlp.tools.namefind.RegexNameFinder;
import opennlp.tools.util.Span;

/**
 * Values that are known by their look. Where two overlap, the one named first wins. The patterns
 * have no nested repetition, so that their work grows with the text's length only.
 */
enum Shape {
  EMAIL(
      "email", "(?i)\\b[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,5}\\b"),
  TICKET("ticket", "(?i)\\b(?:rt|zendesk|zd|jira|builtin|desk|inc|req|ticket)-?#?\\d{1,10}\\b"),
  ERROR_CODE(
      "error_code",
      "\\b0x[0-9a-fA-F]{4,16}\\b",
      "\\b(?:ERR|E|ORA|DNS|SSL|HTTP|NET|AADSTS)[_-]?(?:\\d{3,6}|[A-Z]{3,20}(?:_[A-Z]{1,20}){1,5})\\b",
      "(?i)(?<=\\b(?:error|code|http|status) )\\d{3,5}\\b"),
  HOST(
      "host",
      "\\b(?:\\d{1,3}\\.){3}\\d{1,3}\\b",
      "(?<![\\w.@-])[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){0,4}(?:\\.[a-z0-9-]{1,63}){1,5}"
          + "\\.[a-z]{2,12}\\b(?!\\(|\\.\\w)",
      "(?i)(?<![\\w.-])(?!(?:windows|win|office|version|utf|covid|wifi|wpa|sha|ipv|usb)-)"
          + "[a-z][a-z0-9]{0,30}(?:-[a-z][a-z0-9]{0,30}){0,3}-\\d{1,4}\\b(?![\\w-])",
      "(?i)(?<=\\b(?:host|server|machine|node|gateway) )[a-z]{2,20}\\d{1,4}\\b(?![\\w.-])");

  static final String PLACEHOLDER = "shape";
  private static final Span[] NOWHERE = {};

  private final String slot;
  private final Pattern pattern;

  Shape(String slot, String... alternatives) {
    this.slot = slot;
    this.pattern =
        Pattern.compile(
            Arrays.stream(alternatives).collect(Collectors.joining(")|(?:", "(?:", ")")));
  }

  /** The slot that it fills where a catalogue's examples do not name another. */
  String slot() {
    return slot;
  }

  /** Where values of this shape stand, in characters. */
  Span[] find(String text) {
    if (!mayStandIn(text)) {
      return NOWHERE;
    }
    return new RegexNameFinder(new Pattern[] {pattern}, slot).find(text);
  }

  /** Whether a text has the characters that a value needs: most have not, and need no search. */
  private boolean mayStandIn(String text) {
    return switch (this) {
      case EMAIL -> text.indexOf('@') >= 0;
      case TICKET -> hasDigit(text);
      case ERROR_CODE -> hasDigit(text) || text.indexOf('_') >= 0;
      case HOST -> hasDigit(text) || text.indexOf('.') >= 0;
    };
  }

  private static boolean hasDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  /** The word that stands for every value of this shape. */
  String placeholder() {
    return PLACEHOLDER + name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** An ordinary word for it. */
  String word() {
    return switch (this) {
      case EMAIL -> "address";
      case TICKET -> "ticket";
      case ERROR_CODE -> "code";
      case HOST -> "server";
    };
  }

  static boolean isPlaceholder(String word) {
    return word.startsWith(PLACEHOLDER) && word.length() > PLACEHOLDER.length();
  }

  /** The shape of a whole value. */
  static Optional<Shape> of(String value) {
    return Arrays.stream(values())
        .filter(
            shape ->
                Arrays.stream(shape.find(value))
                    .anyMatch(span -> span.getStart() == 0 && span.getEnd() == value.length()))
        .findFirst();
  }
}
