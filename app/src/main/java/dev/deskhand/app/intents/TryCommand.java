package dev.deskhand.app.intents;

import dev.deskhand.app.ConfigOption;
import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.intent.Explanation;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.bot.intent.opennlp.OpenNlpIntentParser;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "try",
    description =
        "Shows what a sentence is understood as, and why: the likeliest intents, the words that"
            + " spoke for the first, and the examples that are most like it. Starts nothing.")
final class TryCommand implements Callable<Integer> {
  private static final double LEAST_GAIN = 0.05;

  private final Function<Settings, Taught> catalogue;

  @Mixin private ConfigOption config;

  @Parameters(paramLabel = "SENTENCE", description = "What somebody might write, in quotes.")
  private List<String> words = List.of();

  TryCommand(Function<Settings, Taught> catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() {
    Settings settings = config.settings();
    OpenNlpIntentParser parser =
        OpenNlpIntentParser.learn(
            catalogue.apply(settings).intents(),
            settings.data().resolve("models"),
            Tier.of(settings).encoder().get());
    show(parser.explain(new Utterance(String.join(" ", words))));
    return 0;
  }

  private static void show(Explanation why) {
    System.out.println(said(why.interpretation()));
    System.out.println("read as:   " + why.read());
    why.values().forEach(it -> System.out.println("value:     " + value(it)));
    why.likeliest().forEach(it -> line("intent", it.intent().id(), 100 * it.probability(), " %"));
    why.words().stream()
        .filter(it -> Math.abs(it.gain()) >= LEAST_GAIN)
        .forEach(it -> line("word", it.word(), it.gain(), ""));
    why.nearest()
        .forEach(
            it -> line("example", it.text() + " (" + it.intent().id() + ")", it.similarity(), ""));
    line("about an intent at all, above 0", "", why.strangeness(), "");
  }

  private static void line(String kind, String what, double figure, String unit) {
    System.out.printf(Locale.ROOT, "%-10s %7.2f%s  %s%n", kind + ":", figure, unit, what);
  }

  private static String said(Interpretation interpretation) {
    return switch (interpretation) {
      case Interpretation.Understood(var intent, var slots, double confidence) ->
          String.format(
              Locale.ROOT,
              "Understood: %s (%s), confidence %.2f%s",
              intent.id(),
              intent.title(),
              confidence,
              values(slots));
      case Interpretation.Ambiguous(var candidates, var slots) ->
          "Asked about: "
              + candidates.stream().map(it -> it.id()).collect(Collectors.joining(", "))
              + values(slots);
      case Interpretation.Unrecognized() -> "Not recognised.";
    };
  }

  private static String value(Explanation.Value value) {
    return value.slot().name()
        + " = "
        + value.slot().value()
        + switch (value.by()) {
          case LISTED -> "  (the catalogue names it)";
          case SHAPE -> "  (by its look)";
          case PATTERN -> "  (by a pattern of the catalogue)";
          case LEARNED -> "  (by what stands around it, as the examples taught)";
        };
  }

  private static String values(List<Slot> slots) {
    return slots.stream()
        .map(slot -> ", " + slot.name() + " = " + slot.value())
        .collect(Collectors.joining());
  }
}
