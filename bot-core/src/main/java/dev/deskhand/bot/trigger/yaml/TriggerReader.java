package dev.deskhand.bot.trigger.yaml;

import dev.deskhand.bot.limit.yaml.RateReader;
import dev.deskhand.bot.trigger.Limits;
import dev.deskhand.bot.trigger.Source;
import dev.deskhand.bot.trigger.Start;
import dev.deskhand.bot.trigger.Trigger;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.Expression;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlReader;
import dev.deskhand.permissions.PersonId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads a trigger from its file, {@code NAME.trigger.yaml}; docs/trigger-format.md describes it.
 * Every problem is told, with its place. Thread-safe.
 */
public final class TriggerReader {
  /** How a trigger's file ends. */
  public static final String ENDING = ".trigger.yaml";

  private static final Duration LONGEST_COOLDOWN = Duration.ofDays(1);

  private final KnownContent known;

  /** Reads triggers that may name this content. */
  public TriggerReader(KnownContent known) {
    this.known = known;
  }

  /**
   * Reads one file.
   *
   * @param file its path as it appears in messages; its last part must be the trigger's name
   * @return empty if there is a problem
   */
  public Optional<Trigger> read(String file, String text, Problems problems) {
    Problems own = new Problems();
    Optional<Trigger> trigger =
        YamlReader.read(file, text, own)
            .map(root -> root.asMapping("a trigger", own))
            .flatMap(root -> read(root, ContentVersion.of(text), own));
    problems.addAll(own.all());
    return own.isEmpty() ? trigger : Optional.empty();
  }

  private Optional<Trigger> read(YamlMapping root, ContentVersion version, Problems problems) {
    root.allowOnly(
        problems,
        "trigger",
        "title",
        "on",
        "filter",
        "start",
        "walk",
        "offer",
        "inputs",
        "as",
        "cooldown",
        "rate");
    Optional<TriggerName> name = name(root, problems);
    String title = root.text("title", problems);
    Optional<Source> source = new SourceReader(known, problems).read(root);
    Optional<Expression> filter = source.flatMap(it -> filter(root, it, problems));
    Optional<Start> start = source.flatMap(it -> new StartReader(known, problems).read(root, it));
    Optional<PersonId> as = as(root, problems);
    Limits limits = limits(root, source, problems);
    if (name.isEmpty() || source.isEmpty() || start.isEmpty() || as.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Trigger(
            name.get(), title, source.get(), filter, start.get(), as.get(), limits, version));
  }

  private static Optional<TriggerName> name(YamlMapping root, Problems problems) {
    String name = root.text("trigger", problems);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (!TriggerName.FORM.matcher(name).matches()) {
      problems.add(
          root.placeOf("trigger"),
          "trigger '"
              + name
              + "': expected a name like unlock-locked-account, of a-z, 0-9 and '-', a letter"
              + " first, at most 60");
      return Optional.empty();
    }
    String path = root.at().file();
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (!last.equals(name + ENDING)) {
      problems.add(
          root.placeOf("trigger"),
          "trigger '"
              + name
              + "' stands in the file '"
              + last
              + "': call the file '"
              + name
              + ENDING
              + "', or change the name");
    }
    return Optional.of(new TriggerName(name));
  }

  private static Optional<Expression> filter(YamlMapping root, Source source, Problems problems) {
    return root.optionalText("filter", problems)
        .flatMap(
            text -> new Paths(source, problems, root.placeOf("filter")).expression(text.strip()));
  }

  private Optional<PersonId> as(YamlMapping root, Problems problems) {
    String as = root.text("as", problems);
    if (as.isBlank()) {
      return Optional.empty();
    }
    if (!known.services().contains(as)) {
      problems.add(
          root.placeOf("as"),
          "'as': no service of the people file is called '"
              + as
              + "': "
              + Problems.suggestion(as, known.services()));
      return Optional.empty();
    }
    return Optional.of(new PersonId(as));
  }

  private static Limits limits(YamlMapping root, Optional<Source> source, Problems problems) {
    boolean isTimed = source.filter(Source.Timed.class::isInstance).isPresent();
    for (String key : List.of("filter", "cooldown", "rate")) {
      if (isTimed && root.find(key).isPresent()) {
        problems.add(root.placeOf(key), "'" + key + "': a schedule has its own times; take it out");
      }
    }
    Optional<Duration> cooldown = root.duration("cooldown", problems);
    if (cooldown.filter(it -> it.compareTo(LONGEST_COOLDOWN) > 0).isPresent()) {
      problems.add(root.placeOf("cooldown"), "'cooldown': expected at most 24h");
    }
    return new Limits(cooldown, RateReader.read(root, "rate", problems));
  }
}
