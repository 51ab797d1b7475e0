package dev.deskhand.actions.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.StepActionContract;
import dev.deskhand.runbooks.action.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MessageSendTest extends StepActionContract {
  private final Map<DeliveryKey, String> taken = new HashMap<>();

  @Override
  protected StepAction action() {
    return new MessageSend(new Box());
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("person", "ada", "text", "It works again."));
  }

  @Override
  protected long effects() {
    return taken.size();
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("text");
  }

  private final class Box implements Postbox {
    @Override
    public boolean toPerson(DeliveryKey key, PersonId person, String text) {
      boolean known = person.equals(new PersonId("ada"));
      if (known) {
        taken.put(key, person + ": " + text);
      }
      return known;
    }

    @Override
    public void toConversation(DeliveryKey key, ConversationId where, String text) {
      taken.put(key, where + ": " + text);
    }
  }

  @Test
  void a_person_gets_it_once() throws Exception {
    Done done = (Done) action().perform(workingCall());
    action().perform(Calls.withAttempt(workingCall(), 2));

    assertThat(done.output()).isEqualTo(Map.of("key", "step/run-1.step"));
    assertThat(taken).isEqualTo(Map.of(new DeliveryKey("step/run-1.step"), "ada: It works again."));
  }

  @Test
  void a_channel_gets_it() throws Exception {
    action().perform(call(Map.of("channel", "slack/T0001:C0001", "text", "Maintenance at 8.")));

    assertThat(taken.values()).containsExactly("slack/T0001:C0001: Maintenance at 8.");
  }

  @Test
  void nobody_of_that_name_is_a_lasting_failure() throws Exception {
    Failed failed = (Failed) action().perform(call(Map.of("person", "zoe", "text", "x")));

    assertThat(failed.cause()).isEqualTo(Failed.Cause.PERMANENT);
  }

  @Test
  void hostile_places_are_refused_and_hostile_texts_are_texts() throws Exception {
    for (String value : HostileValues.all().toList()) {
      for (String argument : new String[] {"person", "channel"}) {
        assertThatExceptionOfType(ActionException.class)
            .isThrownBy(() -> action().perform(call(Map.of(argument, value, "text", "x"))));
      }
    }
    assertThat(taken).isEmpty();
    for (String text : HostileValues.all().filter(it -> it.indexOf('\0') < 0).toList()) {
      if (!text.isBlank() && text.length() <= 10_000) {
        action().perform(call(Map.of("person", "ada", "text", text)));
        assertThat(taken.values()).containsExactly("ada: " + text);
      }
    }
  }

  private static ActionCall call(Map<String, String> arguments) {
    return Calls.call(new Target("chat", "message", Map.of()), arguments, it -> it);
  }
}
