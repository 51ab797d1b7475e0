package dev.deskhand.bot.intent.yaml;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads {@code *.intents.yaml} files. A file has Rasa's form: an optional {@code version}, and a
 * list {@code nlu} of {@code intent}, {@code synonym}, {@code regex} and {@code lookup} entries,
 * each with its {@code examples}. An intent is named by the id of the tree or runbook it starts.
 *
 * <p>A file whose name ends with {@code nlu.yml} is Rasa's own and is taken as it is: an intent
 * {@code restart_service} is that of {@code restart-service}, one that starts nothing here teaches
 * what is about no intent, and what Rasa keeps beside is passed over.
 */
public final class IntentsReader {
  /** How the names of files end that Rasa reads, too. */
  public static final String RASA_ENDING = "nlu.yml";

  private static final int FEWEST = 5;
  private static final List<String> KINDS = List.of("intent", "synonym", "regex", "lookup");

  private final Map<String, Intent> known = new LinkedHashMap<>();
  private final Problems problems;
  private Strictness strictness;
  private final Annotations annotations;
  private final Map<Intent, List<Example>> examples = new LinkedHashMap<>();
  private final Map<Intent, SourcePosition> places = new LinkedHashMap<>();
  private final Map<String, Sentence> sentences = new LinkedHashMap<>();
  private final Map<String, List<String>> lookups = new LinkedHashMap<>();
  private final Map<String, List<String>> patterns = new LinkedHashMap<>();
  private final Map<String, String> synonyms = new LinkedHashMap<>();
  private final List<Example> offTopic = new ArrayList<>();

  private record Sentence(Intent intent, SourcePosition at) {}

  /** What a file has to hold to. */
  private enum Strictness {
    /** Every intent starts something, and has examples enough. */
    CATALOGUE,
    /** A file of Rasa's in a catalogue: what has no meaning here is passed over. */
    RASA,
    /** Whatever a file of somebody else's holds. */
    ANY
  }

  private IntentsReader(Collection<Intent> known, Strictness strictness, Problems problems) {
    this.strictness = strictness;
    known.forEach(intent -> this.known.putIfAbsent(intent.id(), intent));
    this.problems = problems;
    this.annotations = new Annotations(problems);
  }

  /**
   * Reads a catalogue's utterances; every problem of every file is added.
   *
   * @param files texts by the names that messages use; read in the order of the names
   * @param known what the catalogue's trees and runbooks make possible, each id once
   * @return what could be read; only of use when there was no problem
   */
  public static IntentCatalogue read(
      Map<String, String> files, Collection<Intent> known, Problems problems) {
    IntentsReader reader = new IntentsReader(known, Strictness.CATALOGUE, problems);
    new TreeMap<>(files).forEach(reader::readFile);
    return reader.finish();
  }

  /**
   * Reads files of any origin, whose intents start nothing here: what Rasa's {@code nlu.yml} may
   * hold beside is passed over, an intent's title is made of its name, and any number of examples
   * will do.
   */
  public static IntentCatalogue readAny(Map<String, String> files, Problems problems) {
    IntentsReader reader = new IntentsReader(List.of(), Strictness.ANY, problems);
    new TreeMap<>(files).forEach(reader::readFile);
    return reader.finish();
  }

  private void readFile(String file, String text) {
    if (strictness != Strictness.ANY) {
      strictness = file.endsWith(RASA_ENDING) ? Strictness.RASA : Strictness.CATALOGUE;
    }
    List<String> source = text.lines().toList();
    YamlReader.read(file, text, problems)
        .map(root -> root.asMapping("the file", problems))
        .ifPresent(root -> readRoot(root, source));
  }

  private void readRoot(YamlMapping root, List<String> source) {
    if (strictness == Strictness.CATALOGUE) {
      root.allowOnly(problems, "version", "nlu");
    }
    root.require("nlu", problems);
    root.list("nlu")
        .forEach(item -> readEntry(item.asMapping("an entry of nlu", problems), source));
  }

  private void readEntry(YamlMapping entry, List<String> source) {
    List<String> kinds = KINDS.stream().filter(entry.values()::containsKey).toList();
    if (kinds.isEmpty() && strictness == Strictness.RASA) {
      return;
    }
    if (kinds.size() != 1) {
      problems.add(entry.at(), "an entry is one of " + String.join(", ", KINDS) + ": write one");
      return;
    }
    String kind = kinds.getFirst();
    if (strictness == Strictness.CATALOGUE) {
      entry.allowOnly(problems, kind, "examples");
    }
    String name = entry.text(kind, problems).strip();
    SourcePosition at = entry.placeOf(kind);
    List<ExampleLine> lines =
        entry.require("examples", problems).map(node -> linesOf(node, source)).orElse(List.of());
    switch (kind) {
      case "intent" -> addIntent(name, at, lines);
      case "synonym" -> lines.forEach(line -> synonyms.put(lower(line.text()), name));
      case "regex" -> lines.forEach(line -> addPattern(name, line));
      case "lookup" ->
          lines.forEach(
              line -> lookups.computeIfAbsent(name, _ -> new ArrayList<>()).add(line.text()));
      case String other -> throw new IllegalStateException("no kind of entry: " + other);
    }
  }

  private List<ExampleLine> linesOf(YamlNode node, List<String> source) {
    return ExampleLine.of(node, source, problems).stream()
        .filter(
            line -> {
              if (line.text().isEmpty()) {
                problems.add(line.at(), "an example is empty: write it behind the hyphen");
              }
              return !line.text().isEmpty();
            })
        .toList();
  }

  private void addIntent(String name, SourcePosition at, List<ExampleLine> lines) {
    if (strictness == Strictness.ANY) {
      known.putIfAbsent(
          name, new Intent(Intent.Kind.RUNBOOK, name, name.replaceAll("[_/-]+", " ").strip()));
    }
    Optional<Intent> intent = Optional.ofNullable(known.get(name));
    if (strictness == Strictness.RASA) {
      addRasa(intent.or(() -> Optional.ofNullable(known.get(name.replace('_', '-')))), lines);
      return;
    }
    if (intent.isEmpty() && !name.isBlank()) {
      problems.add(
          at,
          "intent '"
              + name
              + "' is neither a tree nor a runbook: "
              + Problems.suggestion(name, known.keySet()));
    }
    intent.ifPresent(
        found -> {
          places.putIfAbsent(found, at);
          examples.computeIfAbsent(found, _ -> new ArrayList<>());
        });
    for (ExampleLine line : lines) {
      Example example = annotations.read(line);
      intent.ifPresent(found -> addExample(found, example, line.at()));
    }
  }

  private void addRasa(Optional<Intent> intent, List<ExampleLine> lines) {
    for (ExampleLine line : lines) {
      Example example = annotations.readLoosely(line);
      intent.ifPresentOrElse(it -> addExample(it, example, line.at()), () -> offTopic.add(example));
    }
  }

  private void addExample(Intent intent, Example example, SourcePosition at) {
    String key = lower(example.text()).replaceAll("\\s+", " ");
    Sentence first = sentences.putIfAbsent(key, new Sentence(intent, at));
    if (first == null) {
      examples.computeIfAbsent(intent, _ -> new ArrayList<>()).add(example);
    } else if (!first.intent().equals(intent) && strictness == Strictness.CATALOGUE) {
      problems.add(
          at,
          "'"
              + example.text()
              + "' already teaches '"
              + first.intent().id()
              + "' at "
              + first.at()
              + ": a sentence can mean one intent only");
    }
  }

  private void addPattern(String slot, ExampleLine line) {
    try {
      patterns
          .computeIfAbsent(slot, _ -> new ArrayList<>())
          .add(Pattern.compile(line.text()).pattern());
    } catch (PatternSyntaxException e) {
      int index = Math.clamp(e.getIndex(), 0, line.text().length());
      problems.add(line.at(index), "not a regular expression: " + e.getDescription());
    }
  }

  private IntentCatalogue finish() {
    examples.forEach(
        (intent, taught) -> {
          SourcePosition at = places.get(intent);
          if (taught.size() < FEWEST && at != null && strictness != Strictness.ANY) {
            problems.add(
                at,
                "intent '"
                    + intent.id()
                    + "' has "
                    + taught.size()
                    + " different examples: write at least "
                    + FEWEST
                    + ", better 20");
          }
        });
    return new IntentCatalogue(examples, lookups, patterns, synonyms, offTopic);
  }

  private static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
