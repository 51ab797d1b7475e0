package dev.deskhand.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every step action owes to the engine. */
public abstract class StepActionContract {

  protected abstract StepAction action();

  /** A call that works. */
  protected abstract ActionCall workingCall();

  /** The settings by which the target can't be reached. */
  protected abstract Map<String, String> unreachable();

  /** How much has been changed so far, as the target itself counts it. */
  protected abstract long effects();

  @Test
  void it_is_found_by_the_service_loader() {
    assertThat(ServiceLoader.load(StepAction.class).stream().map(ServiceLoader.Provider::type))
        .contains(action().getClass());
  }

  @Test
  void its_signature_is_sound() {
    StepAction.Signature signature = action().signature();

    assertThat(action().name()).matches("[a-z]+\\.[a-z-]+").startsWith(signature.targetKind());
    assertThat(signature.effects()).isNotEmpty();
    assertThat(signature.optional()).noneMatch(signature.required()::contains);
  }

  @Test
  void a_working_call_answers_with_the_outputs_that_it_declares() throws Exception {
    ActionResult result = action().perform(workingCall());

    assertThat(result).isInstanceOf(ActionResult.Done.class);
    assertThat(((ActionResult.Done) result).output().keySet())
        .isSubsetOf(action().signature().outputs());
  }

  @Test
  void without_its_arguments_nothing_is_tried() {
    ActionCall bare = Calls.withArguments(workingCall(), Map.of());

    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> action().perform(bare))
        .withMessageContaining("argument");
    assertThat(effects()).isZero();
  }

  @Test
  void without_its_settings_nothing_is_tried() {
    ActionCall bare = Calls.withSettings(workingCall(), Map.of());

    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> action().perform(bare))
        .withMessageContaining("'" + workingCall().target().name() + "'");
  }

  @Test
  void a_target_that_is_away_is_a_passing_failure() throws Exception {
    Map<String, String> settings = new HashMap<>(workingCall().target().settings());
    settings.putAll(unreachable());

    ActionResult result = action().perform(Calls.withSettings(workingCall(), settings));

    assertThat(result)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.cause()).isEqualTo(Failed.Cause.TRANSIENT));
  }

  @Test
  void an_interrupted_thread_stops() {
    ActionCall call = workingCall();

    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> action().perform(call));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void a_result_holds_no_secret() throws Exception {
    ActionCall call = workingCall();

    String text = action().perform(call) + " " + call.target();

    for (String reference : Set.copyOf(call.target().settings().values())) {
      if (reference.startsWith("env:")) {
        assertThat(text).doesNotContain(call.secrets().resolve(reference));
      }
    }
  }

  @Test
  void hostile_values_change_nothing() throws Exception {
    for (String value : HostileValues.all().toList()) {
      for (String name : workingCall().arguments().keySet()) {
        Map<String, String> arguments = new HashMap<>(workingCall().arguments());
        arguments.put(name, value);
        refuseOrFail(Calls.withArguments(workingCall(), arguments));
      }
    }

    assertThat(effects()).isZero();
  }

  private void refuseOrFail(ActionCall call) throws InterruptedException {
    try {
      ActionResult result = action().perform(call);
      assertThat(result).isNotInstanceOf(ActionResult.Uncertain.class);
    } catch (ActionException e) {
      assertThat(e).hasMessageContaining("argument");
    }
  }

  /** Ways to change one part of a call. */
  protected static final class Calls {
    private Calls() {}

    public static ActionCall withArguments(ActionCall call, Map<String, String> arguments) {
      return new ActionCall(
          call.key(),
          call.attempt(),
          call.target(),
          arguments,
          call.lists(),
          call.timeout(),
          call.secrets(),
          call.output());
    }

    public static ActionCall withSettings(ActionCall call, Map<String, String> settings) {
      Target target = new Target(call.target().name(), call.target().kind(), settings);
      return new ActionCall(
          call.key(),
          call.attempt(),
          target,
          call.arguments(),
          call.lists(),
          call.timeout(),
          call.secrets(),
          call.output());
    }

    public static ActionCall withSetting(ActionCall call, String name, String value) {
      Map<String, String> settings = new HashMap<>(call.target().settings());
      settings.put(name, value);
      return withSettings(call, settings);
    }

    public static ActionCall withAttempt(ActionCall call, int attempt) {
      return new ActionCall(
          call.key(),
          attempt,
          call.target(),
          call.arguments(),
          call.lists(),
          call.timeout(),
          call.secrets(),
          call.output());
    }
  }
}
