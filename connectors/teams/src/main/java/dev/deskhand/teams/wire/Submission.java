package dev.deskhand.teams.wire;

import dev.deskhand.bot.message.Envelope;
import java.util.Map;

/**
 * A page of a form that was sent.
 *
 * @param envelope its delivery id is the form's: however often it is sent, it is one delivery
 * @param said by field, without those that were left empty
 */
public record Submission(Envelope envelope, FormState state, Map<String, String> said) {
  public Submission {
    said = Map.copyOf(said);
  }
}
