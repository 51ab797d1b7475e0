package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.content.ContentVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import opennlp.tools.ml.maxent.GISTrainer;
import opennlp.tools.namefind.BioCodec;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;

/**
 * OpenNLP's maximum entropy models for the names of each slot. Features: the word and its two
 * neighbours on each side, what they look like, pairs, beginnings and endings, and the outcome
 * before. What occurs once counts for nothing, so that made-up words are unknown ones.
 */
record SlotModels(Map<String, TokenNameFinderModel> models) {
  /** Raise it with every change of features or training. */
  private static final String VERSION = "2";

  private static final String SUFFIX = ".slots-model";
  private static final String FEATURES = "slot-features.xml";
  private static final int ROUNDS = 100;
  private static final int SEEN_TWICE = 2;

  SlotModels {
    models = Map.copyOf(models);
  }

  /** Trains, or takes for each slot what was trained on the same sentences before. */
  static SlotModels of(Map<String, List<NameSample>> samples, Path directory) {
    Map<String, TokenNameFinderModel> models = new TreeMap<>();
    Map<Path, TokenNameFinderModel> trained = new LinkedHashMap<>();
    Set<Path> used = new HashSet<>();
    samples.forEach(
        (slot, taught) -> {
          String key = ContentVersion.of(VERSION + "\n" + slot + "\n" + taught).sha256();
          Path file = directory.resolve(key + SUFFIX);
          used.add(file);
          TokenNameFinderModel model =
              KeptFile.at(file)
                  .read(SlotModels::read)
                  .orElseGet(() -> trained.computeIfAbsent(file, _ -> train(taught)));
          models.put(slot, model);
        });
    trained.forEach((file, model) -> KeptFile.at(file).write(out -> write(model, out)));
    trained.keySet().stream().findAny().ifPresent(it -> KeptFile.at(it).forgetOlder(used));
    return new SlotModels(models);
  }

  private static TokenNameFinderModel train(List<NameSample> samples) {
    TrainingParameters parameters = new TrainingParameters();
    parameters.put(TrainingParameters.ALGORITHM_PARAM, GISTrainer.MAXENT_VALUE);
    parameters.put(TrainingParameters.ITERATIONS_PARAM, ROUNDS);
    parameters.put(TrainingParameters.CUTOFF_PARAM, SEEN_TWICE);
    parameters.put("PrintMessages", false);
    try {
      return NameFinderME.train(
          "x",
          null,
          ObjectStreamUtils.createObjectStream(samples),
          parameters,
          new TokenNameFinderFactory(features(), Map.of(), new BioCodec()));
    } catch (IOException e) {
      throw new UncheckedIOException("training reads from memory only", e);
    }
  }

  private static byte[] features() throws IOException {
    try (InputStream in = SlotModels.class.getResourceAsStream(FEATURES)) {
      if (in == null) {
        throw new IllegalStateException("the distribution lacks its resource " + FEATURES);
      }
      return in.readAllBytes();
    }
  }

  private static TokenNameFinderModel read(DataInputStream in) throws IOException {
    return new TokenNameFinderModel(new ByteArrayInputStream(in.readNBytes(in.readInt())));
  }

  private static void write(TokenNameFinderModel model, DataOutputStream out) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.serialize(bytes);
    out.writeInt(bytes.size());
    bytes.writeTo(out);
  }
}
