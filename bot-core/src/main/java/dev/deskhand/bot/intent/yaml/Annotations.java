package dev.deskhand.bot.intent.yaml;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Example.Mark;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads annotated sentences: {@code restart [nginx](service) on [web-01](host)}, also {@code
 * [wlan]{"entity": "service", "value": "wifi"}} and the older {@code [wlan](service:wifi)}, as
 * Rasa's documentation of training data describes them.
 */
final class Annotations {
  private static final Pattern ANNOTATION =
      Pattern.compile("\\[([^\\]\\[]*)\\](?:\\(([^()]*)\\)|(\\{[^{}]*\\}))");
  private static final Pattern UNFINISHED = Pattern.compile("\\[[^\\]\\[]*\\]?[({]|\\]\\(|\\]\\{");
  private static final Pattern SLOT_NAME = Pattern.compile("[a-z][a-z0-9_-]{0,49}");

  private static final Pattern LOOSE_NAME = Pattern.compile(".{1,50}");

  private final Problems problems;
  private final Pattern names;

  Annotations(Problems problems) {
    this(problems, SLOT_NAME);
  }

  private Annotations(Problems problems, Pattern names) {
    this.problems = problems;
    this.names = names;
  }

  /** The same of a file that knows nothing of slots' names here: other names are made to fit. */
  Example readLoosely(ExampleLine line) {
    Example read = new Annotations(problems, LOOSE_NAME).read(line);
    return new Example(
        read.text(),
        read.marks().stream()
            .map(
                mark ->
                    new Mark(
                        mark.begin(),
                        mark.end(),
                        new Slot(fitting(mark.slot().name()), mark.slot().value())))
            .toList());
  }

  private static String fitting(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
    return plain.matches("[a-z].*") ? plain : "x" + plain;
  }

  Example read(ExampleLine line) {
    StringBuilder plain = new StringBuilder();
    List<Mark> marks = new ArrayList<>();
    Matcher matcher = ANNOTATION.matcher(line.text());
    int from = 0;
    while (matcher.find()) {
      plain.append(plainText(line, from, matcher.start()));
      int begin = plain.length();
      plain.append(matcher.group(1));
      slotOf(matcher, line).ifPresent(slot -> marks.add(new Mark(begin, plain.length(), slot)));
      from = matcher.end();
    }
    plain.append(plainText(line, from, line.text().length()));
    return new Example(plain.toString(), marks);
  }

  private String plainText(ExampleLine line, int from, int to) {
    String text = line.text().substring(from, to);
    Matcher unfinished = UNFINISHED.matcher(text);
    if (unfinished.find()) {
      problems.add(
          line.at(from + unfinished.start()),
          "an annotation is not finished: write [value](slot), such as [nginx](service)");
    }
    return text;
  }

  private Optional<Slot> slotOf(Matcher matcher, ExampleLine line) {
    SourcePosition at = line.at(matcher.start());
    String surface = matcher.group(1);
    if (surface.isBlank()) {
      problems.add(at, "an annotation has no value: write [value](slot)");
      return Optional.empty();
    }
    Optional<String> name = Optional.ofNullable(matcher.group(2));
    Optional<Slot> slot =
        name.map(text -> shortForm(surface, text))
            .or(() -> longForm(surface, matcher.group(3), at));
    if (slot.isPresent() && !names.matcher(slot.get().name()).matches()) {
      problems.add(
          at,
          "'" + slot.get().name() + "' is no slot's name: use lower-case letters, digits, - and _");
      return Optional.empty();
    }
    return slot;
  }

  private static Slot shortForm(String surface, String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Slot(text.strip(), surface)
        : new Slot(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
  }

  /** The braces hold JSON, which is YAML too. */
  private Optional<Slot> longForm(String surface, String json, SourcePosition at) {
    Problems inside = new Problems();
    Optional<Slot> slot =
        YamlReader.read(at.file(), json, inside)
            .map(node -> node.asMapping("an annotation", inside))
            .map(map -> new Slot(map.text("entity", inside), valueOf(map, surface, inside)));
    inside.all().forEach(problem -> problems.add(at, "in " + json + ": " + problem.message()));
    return inside.isEmpty() ? slot : Optional.empty();
  }

  private static String valueOf(YamlMapping map, String surface, Problems problems) {
    return map.optionalText("value", problems).orElse(surface);
  }
}
