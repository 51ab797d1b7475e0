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
import java.util.List;
import java.util.Map;
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
  private static final String VERSION = "1";

  private static final String SUFFIX = ".slots-model";
  private static final String FEATURES = "slot-features.xml";
  private static final int ROUNDS = 100;
  private static final int SEEN_TWICE = 2;

  SlotModels {
    models = Map.copyOf(models);
  }

  /** Trains, or takes what was trained on the same sentences before. */
  static SlotModels of(Map<String, List<NameSample>> samples, Path directory) {
    String key = ContentVersion.of(VERSION + "\n" + samples).sha256();
    KeptFile kept = KeptFile.at(directory.resolve(key + SUFFIX));
    return kept.read(SlotModels::read)
        .orElseGet(
            () -> {
              SlotModels trained = train(samples);
              kept.write(trained::write);
              return trained;
            });
  }

  private static SlotModels train(Map<String, List<NameSample>> samples) {
    Map<String, TokenNameFinderModel> models = new TreeMap<>();
    samples.forEach((slot, taught) -> models.put(slot, train(taught)));
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

  private static SlotModels read(DataInputStream in) throws IOException {
    Map<String, TokenNameFinderModel> models = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String slot = in.readUTF();
      byte[] bytes = in.readNBytes(in.readInt());
      models.put(slot, new TokenNameFinderModel(new ByteArrayInputStream(bytes)));
    }
    return new SlotModels(models);
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeInt(models.size());
    for (Map.Entry<String, TokenNameFinderModel> model : new TreeMap<>(models).entrySet()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      model.getValue().serialize(bytes);
      out.writeUTF(model.getKey());
      out.writeInt(bytes.size());
      bytes.writeTo(out);
    }
  }
}
