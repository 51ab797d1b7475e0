package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Explanation;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Interpretation.Ambiguous;
import dev.deskhand.bot.intent.Interpretation.Understood;
import dev.deskhand.bot.intent.Interpretation.Unrecognized;
import dev.deskhand.bot.intent.Understanding;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.bot.intent.opennlp.Ranking.Candidate;
import dev.deskhand.content.ContentVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Understands what a catalogue's utterances taught it.
 *
 * <p>Method: an utterance is normalised ({@link Normaliser}) and its typos are repaired ({@link
 * Spelling}). Two maximum entropy models of OpenNLP classify it, one by its words ({@link
 * LexicalModel}), one by its vector from a {@link SentenceEncoder} ({@link SentenceModel}); in both
 * sentences off topic are an outcome of their own. Their opinions are pooled ({@link Pool}), and
 * several signals tell what is out of scope ({@link Scope}). All thresholds come from
 * cross-validation on the catalogue ({@link CrossValidation}); {@link Decider} applies them. Values
 * are found by {@link SlotFinder}, new ones also by what stands around them ({@link LearnedSlots}).
 *
 * <p>Learning is deterministic, and kept in a {@link ModelCache}. Texts above {@value
 * #MOST_CHARACTERS} characters are not recognised; of shorter ones the first 2,000 characters
 * count. Thread-safe.
 */
public final class OpenNlpIntentParser implements IntentParser {
  /** Raise it with every change of features, training or off-topic handling. */
  private static final String VERSION = "4";

  private static final int MOST_CHARACTERS = 10_000;
  private static final double LEAST_PROBABILITY = 1e-6;
  private static final int SHOWN = 3;
  private static final int MOST_EXPLAINED = 20;

  private final SentenceEncoder encoder;
  private final Optional<Learnt> learnt;
  private final SlotFinder slots;

  /** What understands. */
  private record Learnt(IntentModel model, Spelling spelling, Thresholds thresholds) {
    Decider decider() {
      return new Decider(thresholds);
    }

    ModelCache.Trained kept() {
      return new ModelCache.Trained(model.classifiers(), thresholds);
    }
  }

  /**
   * What is thought of an utterance.
   *
   * @param interpretation what it means
   * @param best the likeliest intent of the whole; none where there is nothing to read or to know
   * @param confidence its probability, if the utterance is about an intent at all
   * @param inScope the log-odds that it is
   * @param isRejected whether the whole would be taken as about none
   * @param likeliest the likeliest intents of the whole, at most three
   */
  public record Reading(
      Interpretation interpretation,
      Optional<Intent> best,
      double confidence,
      double inScope,
      boolean isRejected,
      List<Explanation.Likely> likeliest) {
    private static final Reading NOTHING =
        new Reading(
            new Unrecognized(), Optional.empty(), 0, Double.NEGATIVE_INFINITY, true, List.of());
  }

  private OpenNlpIntentParser(SlotFinder slots, SentenceEncoder encoder, Optional<Learnt> learnt) {
    this.encoder = encoder;
    this.learnt = learnt;
    this.slots = slots;
  }

  /**
   * Learns a catalogue, or takes what was learnt before from the cache. Learning some twenty
   * intents takes a second or so, and an encoder's time for each new sentence. A catalogue without
   * intents recognises nothing.
   *
   * @param cacheDirectory is made when it does not exist; what goes wrong there is only logged
   */
  public static OpenNlpIntentParser learn(
      IntentCatalogue catalogue, Path cacheDirectory, SentenceEncoder encoder) {
    SlotFinder slots = slots(catalogue, cacheDirectory);
    KeptVectors vectors = new KeptVectors(encoder, cacheDirectory);
    List<Lesson> lessons = Lessons.of(catalogue, vectors::of);
    if (lessons.isEmpty()) {
      return new OpenNlpIntentParser(slots, encoder, Optional.empty());
    }
    Spelling spelling = spelling(lessons, encoder);
    ModelCache cache = new ModelCache(cacheDirectory);
    String key = keyOf(catalogue, encoder);
    Learnt learnt =
        cache
            .find(key)
            .map(
                kept ->
                    new Learnt(
                        IntentModel.restore(lessons, kept.classifiers()),
                        spelling,
                        kept.thresholds()))
            .orElseGet(
                () -> {
                  vectors.keep();
                  Learnt fresh =
                      new Learnt(
                          IntentModel.train(lessons),
                          spelling,
                          CrossValidation.thresholds(lessons));
                  cache.put(key, fresh.kept());
                  return fresh;
                });
    System.gc(); // loading fills memory once, and nothing would empty it in a process that rests
    return new OpenNlpIntentParser(slots, encoder, Optional.of(learnt));
  }

  /**
   * Learns a catalogue that has intents, and finds the thresholds on sentences beside it rather
   * than by cross-validation.
   *
   * @param validation sentences of the same intents, which are not learnt
   */
  public static OpenNlpIntentParser learnWith(
      IntentCatalogue catalogue,
      IntentCatalogue validation,
      Path cacheDirectory,
      SentenceEncoder encoder) {
    KeptVectors vectors = new KeptVectors(encoder, cacheDirectory);
    List<Lesson> lessons = Lessons.of(catalogue, vectors::of);
    Spelling spelling = spelling(lessons, encoder);
    List<Lesson> beside = Lessons.ofExamples(validation, vectors::of);
    vectors.keep();
    IntentModel model = IntentModel.train(lessons);
    Thresholds thresholds = CrossValidation.thresholds(model, beside);
    return new OpenNlpIntentParser(
        slots(catalogue, cacheDirectory),
        encoder,
        Optional.of(new Learnt(model, spelling, thresholds)));
  }

  private static SlotFinder slots(IntentCatalogue catalogue, Path cacheDirectory) {
    return new SlotFinder(catalogue, LearnedSlots.learn(catalogue, cacheDirectory));
  }

  private static Spelling spelling(List<Lesson> lessons, SentenceEncoder encoder) {
    return new Spelling(lessons.stream().map(Lesson::words).toList(), encoder.words());
  }

  @Override
  public Interpretation parse(Utterance utterance) {
    return read(utterance).interpretation();
  }

  @Override
  public Understanding understand(Utterance utterance) {
    Reading reading = read(utterance);
    return new Understanding(reading.interpretation(), reading.likeliest());
  }

  /** What an utterance means, with the figures behind it. */
  public Reading read(Utterance utterance) {
    String text = utterance.text();
    if (text.length() > MOST_CHARACTERS) {
      return Reading.NOTHING;
    }
    return learnt
        .flatMap(known -> rank(known, text).map(ranking -> reading(known, ranking, text)))
        .orElse(Reading.NOTHING);
  }

  /** Takes an encoder's time for each word. */
  @Override
  public Explanation explain(Utterance utterance) {
    return learnt
        .flatMap(known -> rank(known, utterance.text()).map(it -> explain(known, it, utterance)))
        .orElseGet(OpenNlpIntentParser::nothing);
  }

  private static Explanation nothing() {
    return new Explanation(new Unrecognized(), "", List.of(), List.of(), List.of(), List.of(), -1);
  }

  private Explanation explain(Learnt known, Ranking ranking, Utterance utterance) {
    Words words = known.spelling().repair(Normaliser.words(utterance.text()));
    Candidate best = ranking.candidates().getFirst();
    return new Explanation(
        parse(utterance),
        words.sentence(),
        likeliest(ranking),
        words.words().stream()
            .distinct()
            .limit(MOST_EXPLAINED)
            .map(word -> new Explanation.Telling(word, gain(known, words, word, best)))
            .sorted(Comparator.comparingDouble(Explanation.Telling::gain).reversed())
            .toList(),
        known.model().nearest(words, vector(words), SHOWN),
        slots.explain(utterance.text(), List.of(best.intent())),
        known.thresholds().scope().of(ranking) - known.thresholds().inScope());
  }

  private static List<Explanation.Likely> likeliest(Ranking ranking) {
    return ranking.candidates().stream()
        .limit(SHOWN)
        .map(it -> new Explanation.Likely(it.intent(), it.probability()))
        .toList();
  }

  private double gain(Learnt known, Words words, String word, Candidate best) {
    Words without = Normaliser.replace(words, other -> other.equals(word) ? "" : other);
    double probability = without.isEmpty() ? 0 : rank(known, without).probabilityOf(best.intent());
    return logOdds(best.probability()) - logOdds(probability);
  }

  private static double logOdds(double probability) {
    double bounded = Math.clamp(probability, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY);
    return Math.log(bounded / (1 - bounded));
  }

  private Reading reading(Learnt known, Ranking ranking, String text) {
    Candidate best = ranking.candidates().getFirst();
    Interpretation whole = known.decider().decide(ranking);
    return new Reading(
        withSlots(meaning(known, whole, text), text),
        Optional.of(best.intent()),
        best.probability() / Math.max(best.probability(), 1 - ranking.offTopic()),
        known.thresholds().scope().of(ranking),
        whole instanceof Unrecognized,
        likeliest(ranking));
  }

  private Interpretation withSlots(Interpretation meaning, String text) {
    return switch (meaning) {
      case Understood(var intent, var _, double confidence) ->
          new Understood(intent, slots.find(text, List.of(intent)), confidence);
      case Ambiguous(var candidates, var _) ->
          new Ambiguous(candidates, slots.find(text, candidates));
      case Unrecognized none -> none;
    };
  }

  /** The meaning of the whole, or, when that is not clear, of its sentences one by one. */
  private Interpretation meaning(Learnt known, Interpretation whole, String text) {
    List<String> sentences = Sentences.of(Normaliser.cut(text));
    if (whole instanceof Understood || sentences.size() < 2) {
      return whole;
    }
    List<Interpretation> parts = new ArrayList<>(List.of(whole));
    sentences.forEach(sentence -> parts.add(decide(known, sentence)));
    return Sentences.together(parts);
  }

  private Interpretation decide(Learnt known, String text) {
    return rank(known, text).map(known.decider()::decide).orElseGet(Unrecognized::new);
  }

  private Optional<Ranking> rank(Learnt known, String text) {
    Words words = known.spelling().repair(Normaliser.words(text));
    return words.isEmpty() ? Optional.empty() : Optional.of(rank(known, words));
  }

  private Ranking rank(Learnt known, Words words) {
    return known.model().opinions(words, vector(words)).ranking(known.thresholds().pool());
  }

  private SentenceVector vector(Words words) {
    return new SentenceVector(encoder.encode(words.sentence()));
  }

  static String keyOf(IntentCatalogue catalogue, SentenceEncoder encoder) {
    return ContentVersion.of(
            VERSION + "\n" + encoder.name() + "\n" + catalogue + "\n" + Lessons.offTopicText())
        .sha256();
  }
}
