package dev.deskhand.app.intents;

import dev.deskhand.app.ConfigOption;
import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.opennlp.Review;
import dev.deskhand.bot.intent.opennlp.Review.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "check",
    description =
        "Lists what the authors of sentences should look at: sentences that the others' model takes"
            + " for another intent's, nearly equal sentences of different intents, intents with few"
            + " examples, inputs that no example mentions. Ends with 0.")
final class CheckIntentsCommand implements Callable<Integer> {
  private final Function<Settings, Taught> catalogue;

  @Mixin private ConfigOption config;

  CheckIntentsCommand(Function<Settings, Taught> catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() {
    Settings settings = config.settings();
    Taught taught = catalogue.apply(settings);
    List<String> lines = new ArrayList<>();
    Review.of(
            taught.intents(), settings.data().resolve("models"), Tier.of(settings).encoder().get())
        .forEach(finding -> lines.add(line(finding)));
    taught.intents().intents().forEach(it -> lines.addAll(unseen(it, taught)));
    lines.forEach(System.out::println);
    System.out.println(
        lines.isEmpty() ? "Nothing to look at." : lines.size() + " thing(s) to look at.");
    return 0;
  }

  private static String line(Finding finding) {
    return switch (finding) {
      case Finding.Confused(var text, var intent, var taken, double probability) ->
          String.format(
              Locale.ROOT,
              "confused   '%s' teaches %s, but the other examples say %s (%.0f %%): move it, or"
                  + " give %s more examples like it",
              text,
              intent.id(),
              taken.id(),
              100 * probability,
              intent.id());
      case Finding.Twins(var text, var intent, var other, var otherIntent) ->
          "alike      '%s' (%s) and '%s' (%s): keep one of them, or say what tells them apart"
              .formatted(text, intent.id(), other, otherIntent.id());
      case Finding.Few(var intent, int examples) ->
          "few        %s has %d examples: 10 are a good start, 20 are better"
              .formatted(intent.id(), examples);
    };
  }

  private static List<String> unseen(Intent intent, Taught taught) {
    IntentCatalogue intents = taught.intents();
    Set<String> seen =
        intents.examples().getOrDefault(intent, List.of()).stream()
            .map(Example::marks)
            .flatMap(List::stream)
            .map(mark -> mark.slot().name())
            .collect(Collectors.toSet());
    return taught.inputs().getOrDefault(intent.id(), List.of()).stream()
        .filter(input -> !seen.contains(input))
        .map(
            input ->
                "unseen     no example of %s mentions its input '%s': write one with [value](%s)"
                    .formatted(intent.id(), input, input))
        .toList();
  }
}
