package dev.deskhand.bot.intent.opennlp;

import java.util.List;
import java.util.Set;

/**
 * What an utterance comes down to.
 *
 * @param text the whole in lower case, a shape's placeholder for each value
 * @param words in lower case, without accents; a shape's placeholder stands for each value
 * @param stems of the words, by Porter's rules (1980)
 */
record Words(String text, List<String> words, List<String> stems) {
  /** Words that tell nothing about what a sentence is about. */
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          """
          a about after again all also am an and another any anybody anyone anything are arent as ask
          at back be because been before being between both but by can cannot cant come could couldnt
          day did didnt do does doesnt doing done dont down each either else even ever every everyone
          everything few find first for from get gets give go going gone good got had has hasnt have
          havent having he hello help her here hers hey hi him his how i id if ill im in into is isnt
          it its itself ive just keep know let like little look made make makes many may me mean might
          mine more most much must my myself need needs never new no nobody none nor not nothing now of
          off ok okay on once one only or other our ours out over own please put really right said same
          say says see seem seems shall she should since so some somebody someone something still such
          sure take tell than thank thanks that thats the their them then there these they thing things
          think this those though to today told too try trying two under until up us use very want was
          wasnt way we well were what when where whether which while who why will with without wont
          would yes yet you your yours
          """
              .strip()
              .split("\\s+"));

  Words {
    words = List.copyOf(words);
    stems = List.copyOf(stems);
  }

  /** The whole as a person would read it, with an ordinary word for each value. */
  String sentence() {
    String sentence = text;
    if (sentence.contains(Shape.PLACEHOLDER)) {
      for (Shape shape : Shape.values()) {
        sentence = sentence.replace(shape.placeholder(), shape.word());
      }
    }
    return sentence;
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  /** The share of its content words whose stems a vocabulary has; 0 when it has no content. */
  double shareOf(Set<String> vocabulary) {
    int known = 0;
    int all = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!isFunctionWord(word) && !Shape.isPlaceholder(word)) {
        all++;
        known += vocabulary.contains(stems.get(i)) ? 1 : 0;
      }
    }
    return all == 0 ? 0 : (double) known / all;
  }

  static boolean isFunctionWord(String word) {
    return FUNCTION_WORDS.contains(word);
  }
}
