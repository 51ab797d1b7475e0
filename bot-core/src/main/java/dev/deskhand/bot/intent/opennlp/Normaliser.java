package dev.deskhand.bot.intent.opennlp;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    String lower = POSSESSIVE.matcher(folded.toLowerCase(Locale.ROOT)).replaceAll("");
    PorterStemmer stemmer = new PorterStemmer();
    List<String> words = new ArrayList<>();
    List<String> stems = new ArrayList<>();
    Matcher matcher = WORD.matcher(lower);
    while (matcher.find() && words.size() < MOST_WORDS) {
      String word = matcher.group().replace("'", "");
      String bounded = word.substring(0, Math.min(LONGEST_WORD, word.length()));
      words.add(bounded);
      stems.add(Shape.isPlaceholder(bounded) ? bounded : stemmer.stem(bounded));
    }
    return new Words(words, stems);
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
