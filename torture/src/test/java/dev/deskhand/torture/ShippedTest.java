package dev.deskhand.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Uncertain;
import dev.deskhand.runbooks.action.Fence;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.torture.Moods.Mood;
import dev.deskhand.torture.Received.Fate;
import dev.deskhand.torture.Received.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the shipped actions make of the world's manners, beside what the world knows. */
@Timeout(120)
final class ShippedTest {
  private static final int SEED = 1;
  private static final int BADNESS = 50;
  private static final int AT_A_TIME = 8;

  /** A key whose attempts are all taken well. */
  private static final String CALM = calm();

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

  @ParameterizedTest
  @EnumSource(names = {"KEYED", "TX"})
  void what_comes_again_under_its_key_is_known(EffectClass effect) throws InterruptedException {
    String space = "known-" + effect.label();
    Outside outside = lab.shipped(space, SEED, 0);

    assertThat(outside.way().effect(effect, call("r.act", 1), 7)).isInstanceOf(Done.class);
    assertThat(outside.way().effect(effect, call("r.act", 2), 7)).isInstanceOf(Done.class);

    assertThat(lab.record(space))
        .extracting(Received::fate)
        .containsExactly(Fate.APPLIED, Fate.KNOWN);
    assertThat(lab.record(space)).extracting(Received::epoch).containsOnly(7L);
    assertThat(outside.happened("r.act")).isTrue();
    outside.close();
  }

  @Test
  void every_manner_of_a_service_is_understood_as_what_it_did() throws Exception {
    Outside outside = lab.shipped("flaky-service", SEED, BADNESS);

    Map<String, ActionResult> heard = perform(outside.way(), EffectClass.ONCE, 1);

    requireUnderstood(heard, fates("flaky-service", 1));
    outside.close();
  }

  @Test
  void every_manner_of_a_database_is_understood_and_in_the_end_it_is_made_once() throws Exception {
    Outside outside = lab.shipped("flaky-database", SEED, BADNESS);

    Map<String, ActionResult> heard = perform(outside.way(), EffectClass.TX, 1);
    Map<String, ActionResult> again = perform(outside.way(), EffectClass.TX, 2);
    outside.rest();

    Map<String, Fate> first = fates("flaky-database", 1);
    requireUnderstood(heard, first);
    assertThat(again.values()).hasOnlyElementsOfType(Done.class);
    fates("flaky-database", 2)
        .forEach(
            (key, fate) ->
                assertThat(fate)
                    .as("%s, which was %s", key, first.get(key))
                    .isEqualTo(first.get(key) == Fate.APPLIED_UNHEARD ? Fate.KNOWN : Fate.APPLIED));
    outside.close();
  }

  @Test
  void every_manner_of_a_host_is_understood_and_it_is_asked_for_what_became_of_it()
      throws Exception {
    Outside outside = lab.shipped("flaky-host", SEED, BADNESS);

    Map<String, ActionResult> heard = perform(outside.way(), EffectClass.PROBE, 1);
    Map<String, ProbeResult> told = ask(outside.way(), heard);

    Map<String, Fate> fates = fates("flaky-host", 1);
    requireUnderstood(heard, fates);
    told.forEach(
        (key, answer) ->
            assertThat(answer)
                .as("%s, which was %s", key, fates.get(key))
                .isInstanceOfAny(
                    fates.get(key) == Fate.LOST
                        ? ProbeResult.DidNotHappen.class
                        : ProbeResult.Happened.class,
                    ProbeResult.CannotTell.class));
    assertThat(told.values())
        .hasAtLeastOneElementOfType(ProbeResult.DidNotHappen.class)
        .hasAtLeastOneElementOfType(ProbeResult.Happened.class)
        .hasAtLeastOneElementOfType(ProbeResult.CannotTell.class);
    assertThat(lab.record("flaky-host")).extracting(Received::fate).contains(Fate.GOING_ON);
    outside.close();
  }

  @Test
  void a_busy_world_says_how_long_to_leave_it_alone() throws InterruptedException {
    Way way = lab.shipped("flaky-busy", SEED, 100).way();
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

  @Test
  void an_attempt_that_was_asked_about_before_it_came_does_nothing_any_more()
      throws InterruptedException {
    Outside outside = lab.shipped("asked", SEED, 0);

    ProbeResult asked = outside.way().probe(EffectClass.PROBE, call("r.act", 1));
    ActionResult late = outside.way().effect(EffectClass.PROBE, call("r.act", 1), 0);
    ActionResult again = outside.way().effect(EffectClass.PROBE, call("r.act", 2), 0);

    assertThat(asked).isInstanceOf(ProbeResult.DidNotHappen.class);
    assertThat(late).isInstanceOf(Failed.class);
    assertThat(again).isInstanceOf(Done.class);
    assertThat(lab.record("asked"))
        .extracting(Received::fate)
        .containsExactly(Fate.HAD_NOT, Fate.REFUSED, Fate.APPLIED);
    outside.close();
  }

  @Test
  void what_was_done_and_is_not_on_the_record_is_found_at_the_end() throws Exception {
    Table table = new Table(lab.freshDatabase().jdbcUrl(), "unrecorded");
    Host host = new Host(folder.resolve("unrecorded"));
    host.run("./deed.sh r.act 1 0 me", "".getBytes(StandardCharsets.UTF_8), Host.Mood.FINE);

    try (Space space = new Space(folder.resolve("unrecorded.record"), new Moods(SEED, 0))) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(new Premises(space, table, host)::close)
          .withMessageContaining("r.act was made 1 times, and the record says 0");
    }
  }

  /** An attempt of each key, some at a time, after one that is taken well. */
  private static Map<String, ActionResult> perform(Way way, EffectClass effect, int attempt)
      throws Exception {
    way.effect(effect, call(CALM, attempt), 0);
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME)) {
      Map<String, Future<ActionResult>> going = new LinkedHashMap<>();
      keys()
          .forEach(
              key -> going.put(key, pool.submit(() -> way.effect(effect, call(key, attempt), 0))));
      Map<String, ActionResult> heard = new LinkedHashMap<>();
      for (Map.Entry<String, Future<ActionResult>> each : going.entrySet()) {
        heard.put(each.getKey(), each.getValue().get());
      }
      return heard;
    }
  }

  /** What a host says in the end of each attempt that nobody heard of. */
  private static Map<String, ProbeResult> ask(Way way, Map<String, ActionResult> heard)
      throws InterruptedException {
    Map<String, ProbeResult> told = new LinkedHashMap<>();
    for (Map.Entry<String, ActionResult> each : heard.entrySet()) {
      if (each.getValue() instanceof Uncertain) {
        ProbeResult answer = way.probe(EffectClass.PROBE, call(each.getKey(), 1));
        while (!isAnAnswer(answer)) {
          answer = way.probe(EffectClass.PROBE, call(each.getKey(), 1));
        }
        told.put(each.getKey(), answer);
      }
    }
    return told;
  }

  private static boolean isAnAnswer(ProbeResult answer) {
    return switch (answer) {
      case ProbeResult.Happened _, ProbeResult.DidNotHappen _ -> true;
      case ProbeResult.StillRunning _, ProbeResult.NotThere _ -> false;
      case ProbeResult.CannotTell(String reason) -> reason.contains("left no exit code");
    };
  }

  private static void requireUnderstood(Map<String, ActionResult> heard, Map<String, Fate> fates) {
    assertThat(fates).containsOnlyKeys(heard.keySet());
    assertThat(fates.values()).containsOnly(Fate.REFUSED, Fate.LOST, Fate.APPLIED_UNHEARD);
    heard.forEach(
        (key, result) ->
            assertThat(result)
                .as("%s %s", key, fates.get(key))
                .isInstanceOf(meant(fates.getOrDefault(key, Fate.NO_ANSWER))));
  }

  /** What came of these attempts of all keys. */
  private static Map<String, Fate> fates(String space, int attempt) {
    return lab.record(space).stream()
        .filter(it -> it.kind() == Kind.EFFECT && it.attempt() == attempt)
        .filter(it -> !it.key().equals(CALM))
        .collect(Collectors.toMap(Received::key, Received::fate));
  }

  /**
   * For each face of each bad mood a key whose first attempt is taken so, and whose second one is
   * taken well; those first that take long.
   */
  private static List<String> keys() {
    Moods moods = new Moods(SEED, BADNESS);
    Map<String, String> keys = new TreeMap<>(Comparator.reverseOrder());
    for (int i = 0; i < 10_000; i++) {
      String key = "r.act-" + i;
      Mood mood = moods.of(key, 1);
      int face = Moods.face(first(key), mood == Mood.BUSY ? 4 : 2);
      if (mood != Mood.FINE && moods.of(key, 2) == Mood.FINE) {
        keys.putIfAbsent(mood + " " + face, key);
      }
    }
    return List.copyOf(keys.values());
  }

  private static String calm() {
    Moods moods = new Moods(SEED, BADNESS);
    return IntStream.range(0, 10_000)
        .mapToObj(it -> "r.calm-" + it)
        .filter(it -> moods.of(it, 1) == Mood.FINE && moods.of(it, 2) == Mood.FINE)
        .findFirst()
        .orElseThrow();
  }

  private static Received first(String key) {
    return new Received(Kind.EFFECT, key, 1, "TX", 0, "lab", Fate.APPLIED);
  }

  private static Class<? extends ActionResult> meant(Fate fate) {
    return switch (fate) {
      case APPLIED, KNOWN -> Done.class;
      case REFUSED -> Failed.class;
      case LOST, APPLIED_UNHEARD, HAD_HAPPENED, HAD_NOT, GOING_ON, NO_ANSWER -> Uncertain.class;
    };
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
