package dev.deskhand.bot.intent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well a catalogue's sentences are understood by a model of the others: each is held out once.
 *
 * @param byIntent in the catalogue's order
 */
public record Scores(Map<Intent, Score> byIntent) {
  public static final Scores NONE = new Scores(Map.of());

  public Scores {
    byIntent = Collections.unmodifiableMap(new LinkedHashMap<>(byIntent));
  }

  /** How many of how many sentences were taken for what they teach. */
  public record Score(int right, int all) {
    public static final Score NOTHING = new Score(0, 0);

    /** Both together. */
    public Score with(Score other) {
      return new Score(right + other.right, all + other.all);
    }

    /** From 0 to 100; 100 where there is nothing. */
    public double percent() {
      return all == 0 ? 100 : 100.0 * right / all;
    }
  }

  /** Of all intents together. */
  public Score all() {
    return byIntent.values().stream().reduce(Score.NOTHING, Score::with);
  }

  public Score of(Intent intent) {
    return byIntent.getOrDefault(intent, Score.NOTHING);
  }

  /** The intents other than one of which fewer sentences are understood here than there. */
  public List<Intent> worseThan(Scores before, Intent but) {
    return byIntent.keySet().stream()
        .filter(intent -> !intent.equals(but))
        .filter(intent -> of(intent).right() < before.of(intent).right())
        .toList();
  }
}
