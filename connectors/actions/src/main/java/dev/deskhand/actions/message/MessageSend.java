package dev.deskhand.actions.message;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code message.send}: says {@code text} to {@code person}, or in the conversation {@code
 * channel}, such as {@code slack/T0001:C0001}. It is taken once for each step and delivered from
 * then on by itself. Output {@code key}: what the delivery is called in the journal.
 */
public final class MessageSend implements StepAction {
  private static final int LONGEST = 10_000;
  private static final Signature SIGNATURE =
      new Signature(
          "message",
          Set.of("text"),
          Set.of("person", "channel"),
          Set.of(EffectClass.KEYED, EffectClass.ONCE),
          Set.of("key"));

  private final Postbox postbox;

  public MessageSend(Postbox postbox) {
    this.postbox = postbox;
  }

  @Override
  public String name() {
    return "message.send";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    Optional<String> person = call.optionalArgument("person");
    Optional<String> channel = call.optionalArgument("channel");
    String text = call.argument("text");
    if (person.isPresent() == channel.isPresent()) {
      throw new ActionException("argument 'person' or argument 'channel': expected one of them");
    }
    if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
      throw new ActionException(
          "argument 'text': expected 1 to " + LONGEST + " characters, and no NUL");
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before a message was handed over");
    }
    call.fence().pass();
    DeliveryKey key = new DeliveryKey("step/" + call.key());
    if (channel.isPresent()) {
      postbox.toConversation(key, conversation(channel.get()), text);
      return taken(key, channel.get());
    }
    return postbox.toPerson(key, person(person.orElseThrow()), text)
        ? taken(key, person.get())
        : new Failed(
            Cause.PERMANENT, "nobody called '" + person.get() + "' can be reached directly");
  }

  private static ActionResult taken(DeliveryKey key, String who) {
    return new ActionResult.Done(
        Map.of("key", key.value()), "the message for " + who + " has been taken");
  }

  private static PersonId person(String written) {
    if (!PersonId.isValid(written)) {
      throw new ActionException("argument 'person': expected a person's id");
    }
    return new PersonId(written);
  }

  private static ConversationId conversation(String written) {
    if (!written.matches("[a-z][a-z0-9-]{0,30}/[A-Za-z0-9][A-Za-z0-9:._-]{0,150}")) {
      throw new ActionException("argument 'channel': expected one such as slack/T0001:C0001");
    }
    int slash = written.indexOf('/');
    return new ConversationId(written.substring(0, slash), written.substring(slash + 1));
  }
}
