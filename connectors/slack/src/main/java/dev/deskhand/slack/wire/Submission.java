package dev.deskhand.slack.wire;

import dev.deskhand.bot.message.Envelope;
import java.util.Map;

/**
 * A page of a form that was sent.
 *
 * @param envelope its delivery id is the view's: however often it is sent, it is one delivery
 * @param state what the form carried along
 * @param said by field, without those that were left empty
 */
public record Submission(Envelope envelope, FormState state, Map<String, String> said) {
  public Submission {
    said = Map.copyOf(said);
  }
}
