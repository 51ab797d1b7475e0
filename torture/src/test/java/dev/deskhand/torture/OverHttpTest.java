package dev.deskhand.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Fence;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.torture.Received.Fate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the shipped HTTP actions make of the world's manners, beside what the world knows. */
@Timeout(120)
final class OverHttpTest {
  @TempDir private static Path folder = Path.of("");
  private static Lab lab;

  @BeforeAll
  static void start_a_world() throws IOException {
    lab = new Lab(folder);
  }

  @AfterAll
  static void end_it() throws IOException {
    lab.close();
  }

  @Test
  void what_comes_again_under_its_key_is_known() throws InterruptedException {
    Way way = way("known", 0);

    assertThat(way.effect(EffectClass.KEYED, call("r.act", 1), 7))
        .isInstanceOf(ActionResult.Done.class);
    assertThat(way.effect(EffectClass.KEYED, call("r.act", 2), 7))
        .isInstanceOf(ActionResult.Done.class);

    assertThat(lab.record("known"))
        .extracting(Received::fate)
        .containsExactly(Fate.APPLIED, Fate.KNOWN);
    assertThat(lab.record("known")).extracting(Received::epoch).containsOnly(7L);
  }

  @Test
  void every_manner_of_the_world_is_understood_as_what_it_did() throws InterruptedException {
    Way way = way("flaky-manners", 100);
    List<ActionResult> heard = new ArrayList<>();

    for (int attempt = 1; attempt <= 24; attempt++) {
      heard.add(way.effect(EffectClass.ONCE, call("r.act", attempt), 0));
    }

    List<Received> record = lab.record("flaky-manners");
    assertThat(record).hasSize(24);
    Set<Fate> fates = new HashSet<>();
    for (int i = 0; i < heard.size(); i++) {
      assertThat(heard.get(i)).as("%s", record.get(i)).isInstanceOf(meant(record.get(i).fate()));
      fates.add(record.get(i).fate());
    }
    assertThat(fates).containsExactlyInAnyOrder(Fate.REFUSED, Fate.LOST, Fate.APPLIED_UNHEARD);
  }

  @Test
  void a_busy_world_says_how_long_to_leave_it_alone() throws InterruptedException {
    Way way = way("flaky-busy", 100);
    List<Failed> busy = new ArrayList<>();

    for (int attempt = 1; attempt <= 24; attempt++) {
      if (way.effect(EffectClass.ONCE, call("r.other", attempt), 0) instanceof Failed failed
          && failed.cause() == Failed.Cause.TRANSIENT) {
        busy.add(failed);
      }
    }

    assertThat(busy)
        .extracting(Failed::pause)
        .extracting(it -> it.orElse(Duration.ZERO))
        .containsOnly(Duration.ofSeconds(2));
    assertThat(busy.stream().map(Failed::reason).map(it -> it.replaceAll(".*: (\\d+) .*", "$1")))
        .contains("429", "503");
  }

  private static Class<? extends ActionResult> meant(Fate fate) {
    return switch (fate) {
      case APPLIED, KNOWN -> ActionResult.Done.class;
      case REFUSED -> Failed.class;
      case LOST, APPLIED_UNHEARD, HAD_HAPPENED, HAD_NOT, NO_ANSWER -> ActionResult.Uncertain.class;
    };
  }

  private static Way way(String space, int badness) {
    Outside outside = lab.overHttp(space);
    outside.open(1, badness);
    return outside.way();
  }

  private static ActionCall call(String key, int attempt) {
    return new ActionCall(
        key,
        attempt,
        new Target("world", Deed.KIND, Map.of()),
        Map.of(),
        Map.of(),
        Duration.ofSeconds(30),
        new ActionCall.Services(reference -> reference, _ -> {}, Fence.NONE));
  }
}
