package dev.deskhand.bot.intent.opennlp;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opennlp.tools.util.Span;

/**
 * Takes out of a sentence what need not be in an example: whom and what exactly it was about. What
 * has a {@link Shape} gets another value of that shape, so that it teaches the same. Thread-safe.
 */
public final class Masking {
  private static final int SHORTEST_NAME = 3;
  private static final String NAME = "NAME";
  private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}])\\d{3,}");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern NAMES = Pattern.compile("NAME(?: NAME)+");
  private static final Pattern ADDRESS = Pattern.compile("[\\d.]+");

  /** Control characters, marks that nobody sees, and halves of characters. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\\p{Cn}\\s]+");

  private final Set<String> names = new HashSet<>();

  /**
   * A masking.
   *
   * @param names that are somebody's, in any case; each part of one is one
   */
  public Masking(Collection<String> names) {
    for (String name : names) {
      Matcher words = WORD.matcher(name);
      while (words.find()) {
        if (words.group().length() >= SHORTEST_NAME) {
          this.names.add(words.group().toLowerCase(Locale.ROOT));
        }
      }
    }
  }

  /** A sentence as one line, without anything that can't be seen. */
  public static String line(String text) {
    return UNSEEN.matcher(text).replaceAll(" ").strip();
  }

  /** A sentence as one line with other hosts, addresses and numbers, and {@value #NAME}. */
  public String masked(String text) {
    String masked = line(text).replace('[', '(').replace(']', ')'); // no annotations of theirs
    for (Shape shape : Shape.values()) {
      masked = masked(masked, shape);
    }
    masked = NUMBER.matcher(masked).replaceAll("123");
    masked = WORD.matcher(masked).replaceAll(match -> isName(match.group()) ? NAME : "$0");
    return NAMES.matcher(masked).replaceAll(NAME);
  }

  private boolean isName(String word) {
    return names.contains(word.toLowerCase(Locale.ROOT));
  }

  private static String masked(String text, Shape shape) {
    StringBuilder masked = new StringBuilder();
    int from = 0;
    for (Span span : Spans.inOrder(shape.find(text))) {
      masked
          .append(text, from, span.getStart())
          .append(other(shape, span.getCoveredText(text).toString()));
      from = span.getEnd();
    }
    return masked.append(text.substring(from)).toString();
  }

  private static String other(Shape shape, String value) {
    return switch (shape) {
      case EMAIL -> "name@example.com";
      case TICKET -> "ticket#12";
      case ERROR_CODE -> value;
      case HOST -> ADDRESS.matcher(value).matches() ? "10.0.0.1" : "host-01";
    };
  }
}
