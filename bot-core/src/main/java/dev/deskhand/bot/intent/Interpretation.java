package dev.deskhand.bot.intent;

import java.util.List;

/** What an utterance means, as far as can be known. */
public sealed interface Interpretation {
  /** One intent stands out. Confidence is a probability, 0 to 1. */
  record Understood(Intent intent, List<Slot> slots, double confidence) implements Interpretation {
    public Understood {
      slots = List.copyOf(slots);
    }
  }

  /** Some are likely: ask which, the likeliest first, at most three. */
  record Ambiguous(List<Intent> candidates, List<Slot> slots) implements Interpretation {
    public Ambiguous {
      candidates = List.copyOf(candidates);
      slots = List.copyOf(slots);
    }
  }

  /** Nothing that it knows: say so. */
  record Unrecognized() implements Interpretation {}
}
