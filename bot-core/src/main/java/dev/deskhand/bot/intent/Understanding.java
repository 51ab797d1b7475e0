package dev.deskhand.bot.intent;

import java.util.List;

/**
 * What an utterance was taken for, and what it may have been besides.
 *
 * @param likeliest the likeliest intents, at most three; none where there was nothing to weigh
 */
public record Understanding(Interpretation interpretation, List<Explanation.Likely> likeliest) {
  public Understanding {
    likeliest = List.copyOf(likeliest);
  }
}
