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

  /** The same, answered where its sender speaks with the bot alone. */
  public Submission alone() {
    SlackPlace own = SlackPlace.direct(state.place().team(), envelope.sender().user());
    return new Submission(
        new Envelope(
            envelope.tenant(),
            envelope.sender(),
            own.conversation(),
            envelope.source(),
            envelope.deliveryId(),
            envelope.answerBy()),
        state,
        said);
  }
}
