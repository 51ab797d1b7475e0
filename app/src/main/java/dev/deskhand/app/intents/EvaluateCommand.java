package dev.deskhand.app.intents;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.intent.evaluation.Evaluation;
import dev.deskhand.bot.intent.evaluation.Labelled;
import dev.deskhand.bot.intent.evaluation.LabelledReader;
import dev.deskhand.bot.intent.evaluation.Prediction;
import dev.deskhand.bot.intent.evaluation.Report;
import dev.deskhand.content.Folders;
import dev.deskhand.content.Problems;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate",
    description = {
      "Learns the sentences of one file, as the server learns a catalogue's, and measures how well"
          + " those of another are understood.",
      "Files are lines of text<TAB>label, or Rasa's nlu.yml; the label 'oos' is out of scope. Where"
          + " nothing is out of scope in any file, every sentence is given its likeliest label;"
          + " else the parser decides what is about no intent."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Option(names = "--train", paramLabel = "FILE", required = true, description = "To learn from.")
  private Path train = Path.of("");

  @Option(names = "--test", paramLabel = "FILE", required = true, description = "To measure with.")
  private Path test = Path.of("");

  @Option(
      names = "--out-of-scope",
      paramLabel = "FILE",
      description = "More to measure with, all of it out of scope whatever its label.")
  private Optional<Path> outOfScope = Optional.empty();

  @Option(
      names = "--validation",
      paramLabel = "FILE",
      description =
          "To calibrate with, instead of by cross-validation on what is learnt; nothing is learnt"
              + " from it.")
  private Optional<Path> validation = Optional.empty();

  @Option(
      names = "--tier",
      paramLabel = "a|ab",
      description = "a: words alone; ab (default): words and the sentence model.")
  private Tier tier = Tier.AB;

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description = "Writes a line for each sentence: text, expected, predicted, confidence.")
  private Optional<Path> predictions = Optional.empty();

  @Option(
      names = "--cache",
      paramLabel = "FOLDER",
      description = "Keeps there what was learnt (default: nothing is kept).")
  private Optional<Path> cache = Optional.empty();

  @Option(names = "--json", description = "The figures as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Problems problems = new Problems();
    List<Labelled> measured = new ArrayList<>(read(test, problems));
    if (outOfScope.isPresent()) {
      read(outOfScope.get(), problems)
          .forEach(sentence -> measured.add(new Labelled(sentence.text(), Optional.empty())));
    }
    Evaluation.Material material =
        new Evaluation.Material(
            read(train, problems),
            validation.isPresent() ? read(validation.get(), problems) : List.of(),
            measured);
    problems.throwIfAny();
    Optional<Path> kept = cache;
    Path folder = kept.isPresent() ? kept.get() : Files.createTempDirectory("deskhand-evaluate");
    try {
      show(material, folder);
    } finally {
      if (kept.isEmpty()) {
        Folders.delete(folder);
      }
    }
    return 0;
  }

  private void show(Evaluation.Material material, Path folder) throws IOException {
    long before = Resident.settled();
    Evaluation evaluation = Evaluation.of(material, tier.encoder(), folder);
    ObjectNode figures = figures(evaluation.report());
    double alone = Evaluation.medianMicros(tier.encoder().get(), material.test());
    figures.put("encoder_p50_us", rounded(alone, 0));
    figures.put("train_seconds", rounded(evaluation.trainSeconds(), 2));
    try {
      figures.put("rss_mb", Math.max(0, Resident.settled() - before));
    } finally {
      Reference.reachabilityFence(evaluation.parser());
    }
    if (predictions.isPresent()) {
      write(evaluation.predictions(), predictions.get());
    }
    if (json) {
      System.out.println(figures.toPrettyString());
    } else {
      figures
          .properties()
          .forEach(it -> System.out.printf("%-20s %s%n", it.getKey(), it.getValue()));
    }
  }

  private static ObjectNode figures(Report report) {
    ObjectNode figures = new ObjectMapper().createObjectNode();
    figures.put("accuracy", rounded(report.accuracy(), 2));
    figures.put("macro_f1", rounded(report.macroF1(), 2));
    figures.put("in_scope_accuracy", rounded(report.inScopeAccuracy(), 2));
    Optional<Report.OutOfScope> strange = report.outOfScope();
    if (strange.isPresent()) {
      figures.put("oos_recall", rounded(strange.get().recall(), 2));
      figures.put("oos_precision", rounded(strange.get().precision(), 2));
      figures.put("auroc", rounded(strange.get().auroc(), 4));
    } else {
      figures.putNull("oos_recall");
      figures.putNull("oos_precision");
      figures.putNull("auroc");
    }
    figures.put("ece", rounded(report.ece(), 2));
    figures.put("p50_us", rounded(report.p50Micros(), 0));
    figures.put("p99_us", rounded(report.p99Micros(), 0));
    return figures;
  }

  private static double rounded(double value, int places) {
    double power = Math.pow(10, places);
    return Math.round(value * power) / power;
  }

  private static void write(List<Prediction> predictions, Path file) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Prediction prediction : predictions) {
      lines
          .append(prediction.sentence().text())
          .append('\t')
          .append(prediction.sentence().label().orElse(LabelledReader.OUT_OF_SCOPE))
          .append('\t')
          .append(prediction.label().orElse(LabelledReader.OUT_OF_SCOPE))
          .append('\t')
          .append(String.format(Locale.ROOT, "%.4f", prediction.confidence()))
          .append('\n');
    }
    Files.writeString(file, lines);
  }

  private static List<Labelled> read(Path file, Problems problems) throws IOException {
    return LabelledReader.read(file.toString(), Files.readString(file), problems);
  }
}
