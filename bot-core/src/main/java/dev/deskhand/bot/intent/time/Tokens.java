package dev.deskhand.bot.intent.time;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text as words in lower case and without accents; behind the last word there are empty ones. */
final class Tokens {
  /** The most characters that are read; a time is named early, or in a short text. */
  private static final int MOST_CHARACTERS = 2_000;

  private static final int LONGEST_PHRASE = 4;
  private static final Pattern WORD =
      Pattern.compile("(?<=^|[\\s(\"'„«@,;])[\\p{L}\\p{N}][^\\s()\"„“”«»;?!]*");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern DOTTED = Pattern.compile("\\d{1,2}\\.(\\d{1,2}\\.)?");

  private final List<Token> tokens;

  /**
   * One word.
   *
   * @param isLast whether a mark or the text's end stands behind it
   */
  private record Token(String word, int begin, int end, boolean isLast) {}

  private Tokens(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  static Tokens of(String text) {
    String read = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = WORD.matcher(read);
    int from = 0;
    while (from < read.length() && matcher.find(from)) {
      int stop = comma(read, matcher.start(), matcher.end());
      String word = bare(read.substring(matcher.start(), stop));
      int end = matcher.start() + word.length();
      tokens.add(new Token(fold(word), matcher.start(), end, isLast(read, end)));
      from = stop;
    }
    return new Tokens(tokens);
  }

  /** Where a word ends: at a comma, unless that is a decimal point. */
  private static int comma(String text, int begin, int end) {
    for (int i = begin + 1; i < end; i++) {
      boolean isDecimal =
          Character.isDigit(text.charAt(i - 1))
              && i + 1 < text.length()
              && Character.isDigit(text.charAt(i + 1));
      if (text.charAt(i) == ',' && !isDecimal) {
        return i;
      }
    }
    return end;
  }

  private static String bare(String word) {
    String bare = word;
    while (bare.length() > 1
        && ".:'’-".indexOf(bare.charAt(bare.length() - 1)) >= 0
        && !DOTTED.matcher(bare).matches()) {
      bare = bare.substring(0, bare.length() - 1);
    }
    return bare;
  }

  private static String fold(String word) {
    String plain = ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFKD)).replaceAll("");
    return plain.replace('’', '\'').toLowerCase(Locale.ROOT);
  }

  private static boolean isLast(String text, int end) {
    String behind = text.substring(end).stripLeading();
    return behind.isEmpty() || ".,;:!?)".indexOf(behind.charAt(0)) >= 0;
  }

  int size() {
    return tokens.size();
  }

  String word(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index).word() : "";
  }

  /** Whether nothing follows the words before this index: a mark, or the end. */
  boolean endsAt(int index) {
    return index >= tokens.size() || (index > 0 && tokens.get(index - 1).isLast());
  }

  boolean isWhole(int begin, int end) {
    return begin == 0 && end == tokens.size();
  }

  /** How many words the longest of some phrases has that stands here; 0 where none does. */
  int phrase(int index, Set<String> phrases) {
    for (int count = LONGEST_PHRASE; count > 0; count--) {
      if (index + count <= tokens.size() && phrases.contains(words(index, index + count))) {
        return count;
      }
    }
    return 0;
  }

  private String words(int begin, int end) {
    return String.join(" ", tokens.subList(begin, end).stream().map(Token::word).toList());
  }

  /** Where in the text the words stand, as characters from and to. */
  int begin(int index) {
    return tokens.get(index).begin();
  }

  int end(int index) {
    return tokens.get(index - 1).end();
  }
}
