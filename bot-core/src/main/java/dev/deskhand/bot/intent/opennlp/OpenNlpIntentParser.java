package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Interpretation.Ambiguous;
import dev.deskhand.bot.intent.Interpretation.Understood;
import dev.deskhand.bot.intent.Interpretation.Unrecognized;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.content.ContentVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import opennlp.tools.ml.model.MaxentModel;

/**
 * Understands what a catalogue's utterances taught it.
 *
 * <p>Method: an utterance is normalised ({@link Normaliser}), weighted ({@link LexicalFeatures}),
 * and classified by OpenNLP's maximum entropy model ({@link MaxEntTrainer}), in which sentences off
 * topic are an outcome of their own. The likeness to the nearest examples and the share of known
 * words tell what is out of scope. Thresholds come from cross-validation on the catalogue ({@link
 * CrossValidation}); {@link Decider} applies them. Values are found by {@link SlotFinder}.
 *
 * <p>Learning is deterministic, and kept in a {@link ModelCache}. Texts above {@value
 * #MOST_CHARACTERS} characters are not recognised; of shorter ones the first 2,000 characters
 * count. Thread-safe.
 */
public final class OpenNlpIntentParser implements IntentParser {
  /** Raise it with every change of features, training or off-topic handling. */
  private static final String VERSION = "1";

  private static final int MOST_CHARACTERS = 10_000;

  private final Optional<IntentModel> model;
  private final Decider decider;
  private final SlotFinder slots;

  private OpenNlpIntentParser(
      IntentCatalogue catalogue, Optional<IntentModel> model, Thresholds t) {
    this.model = model;
    this.decider = new Decider(t);
    this.slots = new SlotFinder(catalogue);
  }

  /**
   * Learns a catalogue, or takes what was learnt before from the cache. Takes a second or so when
   * it has to learn some twenty intents. A catalogue without intents recognises nothing.
   *
   * @param cacheDirectory is made when it does not exist; what goes wrong there is only logged
   */
  public static OpenNlpIntentParser learn(IntentCatalogue catalogue, Path cacheDirectory) {
    List<Lesson> lessons = Lessons.of(catalogue);
    if (lessons.isEmpty()) {
      return new OpenNlpIntentParser(catalogue, Optional.empty(), new Thresholds(1, 1, 1));
    }
    ModelCache cache = new ModelCache(cacheDirectory);
    String key = keyOf(catalogue);
    Optional<ModelCache.Trained> kept = cache.find(key);
    if (kept.isPresent()) {
      MaxentModel classifier = kept.get().classifier();
      IntentModel model = IntentModel.restore(lessons, classifier);
      return new OpenNlpIntentParser(catalogue, Optional.of(model), kept.get().thresholds());
    }
    IntentModel model = IntentModel.train(lessons);
    Thresholds thresholds = CrossValidation.thresholds(lessons);
    cache.put(key, new ModelCache.Trained(model.classifier(), thresholds));
    System.gc(); // learning fills memory once, and nothing would empty it in a process that rests
    return new OpenNlpIntentParser(catalogue, Optional.of(model), thresholds);
  }

  @Override
  public Interpretation parse(Utterance utterance) {
    String text = utterance.text();
    if (text.length() > MOST_CHARACTERS || model.isEmpty()) {
      return new Unrecognized();
    }
    return switch (meaning(model.get(), text)) {
      case Understood(var intent, var _, double confidence) ->
          new Understood(intent, slots.find(text), confidence);
      case Ambiguous(var candidates, var _) -> new Ambiguous(candidates, slots.find(text));
      case Unrecognized none -> none;
    };
  }

  /** The meaning of the whole, or, when that is not clear, of its sentences one by one. */
  private Interpretation meaning(IntentModel learnt, String text) {
    Interpretation whole = decide(learnt, text);
    List<String> sentences = Sentences.of(Normaliser.cut(text));
    if (whole instanceof Understood || sentences.size() < 2) {
      return whole;
    }
    List<Interpretation> parts = new ArrayList<>(List.of(whole));
    sentences.forEach(sentence -> parts.add(decide(learnt, sentence)));
    return Sentences.together(parts);
  }

  private Interpretation decide(IntentModel learnt, String text) {
    Words words = Normaliser.words(text);
    return words.isEmpty() ? new Unrecognized() : decider.decide(learnt.rank(words));
  }

  static String keyOf(IntentCatalogue catalogue) {
    return ContentVersion.of(VERSION + "\n" + catalogue + "\n" + Lessons.offTopicText()).sha256();
  }
}
