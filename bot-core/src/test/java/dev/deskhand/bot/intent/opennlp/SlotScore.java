package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How well values are found in sentences that teach nothing, where an intent has twenty examples.
 *
 * @param precision the share of right ones among those that were found
 * @param recall the share of those found among those there are, in slots that an intent's examples
 *     annotate
 */
record SlotScore(double precision, double recall) {
  private static final Pattern NAME = Pattern.compile("<START:([\\w-]+)> (.*?) <END>");
  private static final int TAUGHT = 20;

  /**
   * Measures.
   *
   * @param names sentences with their values in OpenNLP's format for names
   * @param labels sentences, a tab, and what they are about
   */
  static SlotScore of(Path names, Path labels, Path cache) throws IOException {
    Map<Intent, List<Example>> taught = new LinkedHashMap<>();
    Map<Intent, List<Example>> held = new LinkedHashMap<>();
    byIntent(names, labels)
        .forEach(
            (intent, examples) -> {
              if (examples.size() > TAUGHT) {
                taught.put(intent, examples.subList(0, TAUGHT));
                held.put(intent, examples.subList(TAUGHT, examples.size()));
              }
            });
    IntentCatalogue catalogue = new IntentCatalogue(taught, Map.of(), Map.of(), Map.of());
    SlotFinder finder = new SlotFinder(catalogue, LearnedSlots.learn(catalogue, cache));
    int hit = 0;
    int found = 0;
    int there = 0;
    for (Map.Entry<Intent, List<Example>> entry : held.entrySet()) {
      Set<String> slots = slotsOf(taught.getOrDefault(entry.getKey(), List.of()));
      for (Example example : entry.getValue()) {
        Set<Slot> truth = new HashSet<>(example.marks().stream().map(Example.Mark::slot).toList());
        truth.removeIf(slot -> !slots.contains(slot.name()));
        List<Slot> got =
            finder.find(example.text(), List.of(entry.getKey())).stream()
                .filter(slot -> slots.contains(slot.name()))
                .toList();
        hit += (int) got.stream().filter(truth::contains).count();
        found += got.size();
        there += truth.size();
      }
    }
    return new SlotScore((double) hit / found, (double) hit / there);
  }

  private static Map<Intent, List<Example>> byIntent(Path names, Path labels) throws IOException {
    Map<String, String> about = new HashMap<>();
    for (String line : Files.readAllLines(labels)) {
      String[] parts = line.split("\t", -1);
      about.put(letters(parts[0]), parts[1]);
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(names));
    Collections.shuffle(lines, new Random(1));
    Map<Intent, List<Example>> examples = new LinkedHashMap<>();
    for (String line : lines) {
      Example example = example(line);
      String label = about.get(letters(example.text()));
      if (label != null) {
        Intent intent = new Intent(Intent.Kind.RUNBOOK, label, label);
        examples.computeIfAbsent(intent, _ -> new ArrayList<>()).add(example);
      }
    }
    return examples;
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static Set<String> slotsOf(List<Example> examples) {
    Set<String> slots = new HashSet<>();
    examples.forEach(it -> it.marks().forEach(mark -> slots.add(mark.slot().name())));
    return slots;
  }

  private static Example example(String line) {
    StringBuilder text = new StringBuilder();
    List<Example.Mark> marks = new ArrayList<>();
    Matcher matcher = NAME.matcher(line);
    int from = 0;
    while (matcher.find()) {
      text.append(line, from, matcher.start());
      int begin = text.length();
      text.append(matcher.group(2));
      marks.add(
          new Example.Mark(begin, text.length(), new Slot(matcher.group(1), matcher.group(2))));
      from = matcher.end();
    }
    return new Example(text.append(line.substring(from)).toString(), marks);
  }
}
