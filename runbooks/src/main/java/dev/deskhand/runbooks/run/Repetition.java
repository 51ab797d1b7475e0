package dev.deskhand.runbooks.run;

import dev.deskhand.content.InputValue;
import dev.deskhand.content.Template;
import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.Work;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes out what is done for each of several things. */
final class Repetition {
  private static final BigInteger MOST_ITEMS = BigInteger.valueOf(2_000);

  private final StepPlanner planner;
  private final Work.ForEach each;
  private final Step step;
  private final StepId id;
  private final Place.Names names;
  private final int depth;

  Repetition(
      StepPlanner planner, Work.ForEach each, Step step, StepId id, Place.Names names, int depth) {
    this.planner = planner;
    this.each = each;
    this.step = step;
    this.id = id;
    this.names = names;
    this.depth = depth;
  }

  PlannedStep.Each planned() {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    each.over().forEach((name, values) -> lists.put(name, values(values)));
    BigInteger combinations = combinations(lists.values());
    if (combinations.compareTo(MOST_ITEMS) > 0) {
      planner.unfit().add(id + ": " + combinations + " combinations; at most 2,000 are allowed");
      return new PlannedStep.Each(List.of(), limits());
    }
    List<PlannedStep> items = new ArrayList<>();
    for (SortedMap<String, String> thing : things(lists)) {
      items.add(item(items.size() + 1, thing));
    }
    return new PlannedStep.Each(waves(items), limits());
  }

  private Work.Limits limits() {
    return each.tolerated()
        .map(it -> new Work.Limits(each.limits().together(), planner.tolerated(it, names)))
        .orElse(each.limits());
  }

  /** How many there are, told before any is made. */
  private static BigInteger combinations(Collection<List<String>> lists) {
    return lists.stream()
        .map(values -> BigInteger.valueOf(values.size()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /** Every combination, the last name changing fastest. */
  private static List<SortedMap<String, String>> things(Map<String, List<String>> lists) {
    if (lists.containsValue(List.of())) {
      return List.of();
    }
    List<SortedMap<String, String>> all = List.of(new TreeMap<>());
    for (Map.Entry<String, List<String>> list : lists.entrySet()) {
      all =
          all.stream()
              .flatMap(thing -> list.getValue().stream().map(it -> with(thing, list.getKey(), it)))
              .toList();
    }
    return all;
  }

  private static SortedMap<String, String> with(
      SortedMap<String, String> thing, String name, String value) {
    SortedMap<String, String> longer = new TreeMap<>(thing);
    longer.put(name, value);
    return longer;
  }

  /** Each once: what is named twice must not be worked on twice, and at the same time. */
  private List<String> values(Work.Items items) {
    return written(items).stream().distinct().toList();
  }

  private List<String> written(Work.Items items) {
    return switch (items) {
      case Work.Items.Listed(List<Template> texts) ->
          texts.stream().map(text -> planner.text(text, names)).toList();
      case Work.Items.OfInput(String input) ->
          Optional.ofNullable(names.scope().inputs().get(input))
              .map(InputValue::items)
              .orElse(List.of());
    };
  }

  private PlannedStep item(int number, SortedMap<String, String> thing) {
    return part(id + "." + number, String.join(" ", thing.values()), thing, each.steps());
  }

  /** Steps with names of their own, under a path of their own. */
  private PlannedStep part(
      String path, String title, SortedMap<String, String> thing, List<Step> steps) {
    SortedMap<String, String> around = new TreeMap<>(names.scope().each());
    around.putAll(thing);
    PlannedStep.Scope scope =
        new PlannedStep.Scope(names.scope().inputs(), around, Optional.empty());
    return new PlannedStep(
        new StepId(path),
        title,
        Optional.empty(),
        OnFailure.ROLL_BACK,
        Optional.empty(),
        Optional.empty(),
        new PlannedStep.Group(
            planner.plan(steps, new Place.Names(scope, path + "."), depth), Optional.of(scope)));
  }

  private List<PlannedStep.Wave> waves(List<PlannedStep> items) {
    if (each.waves().isEmpty() || items.isEmpty()) {
      return List.of(new PlannedStep.Wave(items, List.of()));
    }
    Work.Waves spread = each.waves().get();
    List<PlannedStep.Wave> waves = new ArrayList<>();
    int from = 0;
    while (from < items.size()) {
      int size =
          from == 0 && spread.canary() > 0 ? spread.canary() : spread.size().of(items.size());
      int to = Math.min(items.size(), from + size);
      waves.add(wave(items.subList(from, to), waves.size() + 1, to == items.size()));
      from = to;
    }
    return waves;
  }

  private PlannedStep.Wave wave(List<PlannedStep> items, int number, boolean isLast) {
    Work.Waves spread = each.waves().orElseThrow();
    String path = id + ".wave-" + number;
    List<PlannedStep> after = new ArrayList<>();
    if (!spread.verify().isEmpty()) {
      after.add(
          part(path, step.title().source() + ": wave " + number, new TreeMap<>(), spread.verify()));
    }
    if (!isLast && !spread.pause().isZero()) {
      after.add(pause(path + ".pause", spread));
    }
    return new PlannedStep.Wave(items, after);
  }

  private static PlannedStep pause(String path, Work.Waves spread) {
    return new PlannedStep(
        new StepId(path),
        "Pause before the next wave",
        Optional.empty(),
        OnFailure.ROLL_BACK,
        Optional.empty(),
        Optional.empty(),
        new PlannedStep.Wait(new PlannedStep.Until.After(spread.pause())));
  }
}
