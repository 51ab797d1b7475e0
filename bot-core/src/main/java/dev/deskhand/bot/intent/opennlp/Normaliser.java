package dev.deskhand.bot.intent.opennlp;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opennlp.tools.stemmer.PorterStemmer;
import opennlp.tools.util.Span;

/**
 * Brings an utterance into words: compatibility forms and accents folded, lower case, values that
 * have a {@link Shape} replaced by its placeholder, contractions without their apostrophe. Work is
 * bounded: {@value #MOST_CHARACTERS} characters and {@value #MOST_WORDS} words are read, and
 * {@value #LONGEST_WORD} characters of each.
 */
final class Normaliser {
  static final int MOST_CHARACTERS = 2_000;
  private static final int MOST_WORDS = 120;
  private static final int LONGEST_WORD = 24;
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern POSSESSIVE = Pattern.compile("'s\\b");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:'[\\p{L}]+)*");

  private Normaliser() {}

  static Words words(String text) {
    String folded = fold(cut(text));
    for (Shape shape : Shape.values()) {
      folded = replace(folded, shape);
    }
    return split(folded.toLowerCase(Locale.ROOT).strip());
  }

  /** The words of a text that is in lower case and has its placeholders. */
  static Words split(String text) {
    PorterStemmer stemmer = new PorterStemmer();
    List<String> words = new ArrayList<>();
    List<String> stems = new ArrayList<>();
    Matcher matcher = WORD.matcher(POSSESSIVE.matcher(text).replaceAll(""));
    while (matcher.find() && words.size() < MOST_WORDS) {
      String word = bare(matcher.group());
      words.add(word);
      stems.add(Shape.isPlaceholder(word) ? word : stemmer.stem(word));
    }
    return new Words(text, words, stems);
  }

  /** The same text with other words where there is something better. */
  static Words replace(Words words, UnaryOperator<String> better) {
    String text =
        WORD.matcher(words.text())
            .replaceAll(
                match -> {
                  String word = bare(match.group());
                  String other = better.apply(word);
                  return Matcher.quoteReplacement(other.equals(word) ? match.group() : other);
                });
    return text.equals(words.text()) ? words : split(text);
  }

  private static String bare(String word) {
    String joined = word.replace("'", "");
    return joined.substring(0, Math.min(LONGEST_WORD, joined.length()));
  }

  /** The part of a text that is read. */
  static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }

  private static String fold(String text) {
    String compatible = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return ACCENTS.matcher(cut(compatible)).replaceAll("").replace('\u2019', '\'');
  }

  private static String replace(String text, Shape shape) {
    StringBuilder replaced = new StringBuilder();
    int from = 0;
    for (Span span : Spans.inOrder(shape.find(text))) {
      replaced.append(text, from, span.getStart()).append(' ').append(shape.placeholder());
      from = span.getEnd();
    }
    return replaced.append(text, from, text.length()).toString();
  }
}
