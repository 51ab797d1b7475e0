package dev.deskhand.bot.intent;

import java.util.List;

/**
 * Why an utterance was understood as it was.
 *
 * @param interpretation what came of it
 * @param read the utterance as it was read: in lower case, with repaired typos and a plain word in
 *     place of each host, address and code
 * @param likeliest the likeliest intents, at most three
 * @param words what each word did for the likeliest one, the most telling first
 * @param nearest the examples that it is most like, at most three
 * @param values what was found in it, from left to right
 * @param strangeness how far it is from being taken as about no intent: below 0 it is
 */
public record Explanation(
    Interpretation interpretation,
    String read,
    List<Likely> likeliest,
    List<Telling> words,
    List<Near> nearest,
    List<Value> values,
    double strangeness) {
  public Explanation {
    likeliest = List.copyOf(likeliest);
    words = List.copyOf(words);
    nearest = List.copyOf(nearest);
    values = List.copyOf(values);
  }

  /** An intent and its probability, 0 to 1. */
  public record Likely(Intent intent, double probability) {}

  /**
   * A word.
   *
   * @param gain how much higher the log-odds of the likeliest intent are with it than without
   */
  public record Telling(String word, double gain) {}

  /** An example and how like it is, at most 1. */
  public record Near(String text, Intent intent, double similarity) {}

  /** A value and what found it. */
  public record Value(Slot slot, Recogniser by) {}

  /** What finds values. The earlier one counts where two find something in the same place. */
  public enum Recogniser {
    /** The catalogue names it: a lookup, a synonym, or an example's annotation. */
    LISTED,
    /** It looks like a host, an address, a ticket or an error code. */
    SHAPE,
    /** A regular expression of the catalogue. */
    PATTERN,
    /** What stands around it, as the examples taught. */
    LEARNED
  }
}
