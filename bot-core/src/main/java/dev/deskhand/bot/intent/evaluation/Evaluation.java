package dev.deskhand.bot.intent.evaluation;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.bot.intent.opennlp.OpenNlpIntentParser;
import dev.deskhand.bot.intent.opennlp.SentenceEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the parser that the product uses makes of sentences whose labels are known.
 *
 * @param parser as it was after learning
 * @param trainSeconds how long learning took, with loading the encoder and calibration
 */
public record Evaluation(List<Prediction> predictions, IntentParser parser, double trainSeconds) {
  private static final int WARM_UP = 200;
  private static final int MEASURED = 1_000;

  public Evaluation {
    predictions = List.copyOf(predictions);
  }

  /**
   * What to evaluate with.
   *
   * @param validation may be empty: then what is learnt is all there is to calibrate with
   */
  public record Material(List<Labelled> train, List<Labelled> validation, List<Labelled> test) {
    public Material {
      train = List.copyOf(train);
      validation = List.copyOf(validation);
      test = List.copyOf(test);
    }

    private boolean hasStrangers() {
      return Stream.of(train, validation, test)
          .flatMap(List::stream)
          .anyMatch(sentence -> sentence.label().isEmpty());
    }
  }

  /**
   * Learns, and predicts.
   *
   * @param cacheDirectory where what is learnt is kept
   */
  public static Evaluation of(
      Material material, Supplier<SentenceEncoder> encoder, Path cacheDirectory) {
    long begun = System.nanoTime();
    IntentCatalogue catalogue = catalogue(material.train());
    OpenNlpIntentParser parser =
        material.validation().isEmpty()
            ? OpenNlpIntentParser.learn(catalogue, cacheDirectory, encoder.get())
            : OpenNlpIntentParser.learnWith(
                catalogue, catalogue(material.validation()), cacheDirectory, encoder.get());
    double seconds = (System.nanoTime() - begun) / 1e9;
    material.test().stream().limit(WARM_UP).forEach(it -> parser.parse(new Utterance(it.text())));
    List<Prediction> predictions = new ArrayList<>();
    for (Labelled sentence : material.test()) {
      predictions.add(predict(parser, sentence, material.hasStrangers()));
    }
    return new Evaluation(predictions, parser, seconds);
  }

  public Report report() {
    return Report.of(predictions);
  }

  /**
   * The median time that an encoder alone takes for the first thousand of these sentences, in
   * microseconds: the machine's part of what a parser takes, about.
   */
  public static double medianMicros(SentenceEncoder encoder, List<Labelled> sentences) {
    long[] nanos = new long[Math.min(MEASURED, sentences.size())];
    for (int i = 0; i < nanos.length; i++) {
      long begun = System.nanoTime();
      encoder.encode(sentences.get(i).text());
      nanos[i] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    return nanos.length == 0 ? 0 : nanos[nanos.length / 2] / 1e3;
  }

  private static Prediction predict(
      OpenNlpIntentParser parser, Labelled sentence, boolean mayReject) {
    Utterance utterance = new Utterance(sentence.text());
    long begun = System.nanoTime();
    OpenNlpIntentParser.Reading reading = parser.read(utterance);
    long nanos = System.nanoTime() - begun;
    Optional<String> best = reading.best().map(Intent::id);
    return new Prediction(
        sentence,
        mayReject && reading.isRejected() ? Optional.empty() : best,
        best,
        reading.confidence(),
        reading.inScope(),
        nanos);
  }

  private static IntentCatalogue catalogue(List<Labelled> sentences) {
    Map<Intent, List<Example>> examples = new LinkedHashMap<>();
    List<Example> offTopic = new ArrayList<>();
    for (Labelled sentence : sentences) {
      sentence
          .label()
          .map(Evaluation::intent)
          .map(intent -> examples.computeIfAbsent(intent, _ -> new ArrayList<>()))
          .orElse(offTopic)
          .add(new Example(sentence.text(), List.of()));
    }
    return new IntentCatalogue(examples, Map.of(), Map.of(), Map.of(), offTopic);
  }

  private static Intent intent(String label) {
    return new Intent(
        Intent.Kind.RUNBOOK, label, label.replaceAll("[^\\p{L}\\p{N}]+", " ").strip());
  }
}
