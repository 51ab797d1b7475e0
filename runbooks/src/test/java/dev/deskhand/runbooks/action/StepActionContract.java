package dev.deskhand.runbooks.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.runbooks.EffectClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every step action owes to the engine. Extend it in a test of your action; an action whose
 * target can be away extends {@link RemoteActionContract}.
 */
@ExtendWith(FreshSeed.class)
public abstract class StepActionContract {

  protected abstract StepAction action();

  /** A call that works. */
  protected abstract ActionCall workingCall();

  /** How much has been changed so far, as the target itself counts it. */
  protected abstract long effects();

  /**
   * The arguments that may hold anything, such as the text of a message: any value of theirs is
   * good, so each needs a test of its own that it arrives as it was given.
   */
  protected Set<String> freeTexts() {
    return Set.of();
  }

  /** Others are made by who has what they need. */
  @Test
  void if_it_needs_nothing_it_is_found_by_the_service_loader() {
    boolean needsNothing =
        Arrays.stream(action().getClass().getConstructors())
            .anyMatch(constructor -> constructor.getParameterCount() == 0);
    if (!needsNothing) {
      return;
    }
    assertThat(ServiceLoader.load(StepAction.class).stream().map(ServiceLoader.Provider::type))
        .contains(action().getClass());
  }

  @Test
  void its_signature_is_sound() {
    StepAction.Signature signature = action().signature();

    assertThat(action().name()).matches("[a-z]+\\.[a-z-]+");
    assertThat(signature.targetKind())
        .startsWith(action().name().substring(0, action().name().indexOf('.')));
    assertThat(signature.effects()).isNotEmpty();
    assertThat(signature.optional()).noneMatch(signature.required()::contains);
    assertThat(signature.lists())
        .allMatch(it -> signature.required().contains(it) || signature.optional().contains(it));
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
    ActionCall bare = Calls.withLists(Calls.withArguments(workingCall(), Map.of()), Map.of());

    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> action().perform(bare))
        .withMessageContaining("argument");
    assertThat(effects()).isZero();
  }

  /** There are targets without any, such as chat. */
  @Test
  void without_its_settings_nothing_is_tried() {
    if (workingCall().target().settings().isEmpty()) {
      return;
    }
    ActionCall bare = Calls.withSettings(workingCall(), Map.of());

    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> action().perform(bare))
        .withMessageContaining("'" + workingCall().target().name() + "'");
  }

  @Test
  void an_interrupted_thread_stops() {
    ActionCall call = workingCall();

    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> action().perform(call));
    assertThat(Thread.interrupted()).isFalse();
  }

  /** What is interrupted may have happened; whoever works the step again finds out. */
  @Test
  void an_interrupt_on_its_way_is_no_failure() {
    ActionCall call = Calls.withFence(workingCall(), () -> Thread.currentThread().interrupt());

    try {
      assertThat(action().perform(call)).isNotInstanceOf(ActionResult.Failed.class);
    } catch (InterruptedException stopped) {
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    } finally {
      var _ = Thread.interrupted();
    }
  }

  @Test
  void behind_a_closed_fence_nothing_is_done() {
    if (action().signature().effects().equals(Set.of(EffectClass.READ))) {
      return;
    }
    ActionCall call =
        Calls.withFence(
            workingCall(),
            () -> {
              throw new FencedException("in other hands");
            });

    assertThatExceptionOfType(FencedException.class).isThrownBy(() -> action().perform(call));
    assertThat(effects()).isZero();
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
        if (!freeTexts().contains(name)) {
          Map<String, String> arguments = new HashMap<>(workingCall().arguments());
          arguments.put(name, value);
          refuseOrFail(Calls.withArguments(workingCall(), arguments));
        }
      }
      for (String name : workingCall().lists().keySet()) {
        if (!freeTexts().contains(name)) {
          refuseOrFail(Calls.withList(workingCall(), name, List.of(value)));
        }
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
}
