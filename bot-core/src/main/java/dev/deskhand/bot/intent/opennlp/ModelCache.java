package dev.deskhand.bot.intent.opennlp;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import opennlp.tools.ml.maxent.io.BinaryQNModelWriter;
import opennlp.tools.ml.maxent.io.QNModelReader;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.BinaryFileDataReader;
import opennlp.tools.ml.model.MaxentModel;

/**
 * Keeps what was learnt in a directory, so that a start with the same catalogue need not learn it
 * again. A file's name is the SHA-256 of all that went in; the file, a {@link KeptFile}, holds the
 * thresholds as doubles, and OpenNLP's binary model for each tier.
 */
final class ModelCache {
  private static final String SUFFIX = ".intents-model";

  /** What is worth keeping. */
  record Trained(IntentModel.Classifiers classifiers, Thresholds thresholds) {}

  private final Path directory;

  ModelCache(Path directory) {
    this.directory = directory;
  }

  Path fileFor(String key) {
    return directory.resolve(key + SUFFIX);
  }

  Optional<Trained> find(String key) {
    return KeptFile.at(fileFor(key)).read(ModelCache::read);
  }

  void put(String key, Trained trained) {
    KeptFile kept = KeptFile.at(fileFor(key));
    kept.write(out -> write(trained, out));
    kept.forgetOlder(Set.of(fileFor(key)));
  }

  private static Trained read(DataInputStream in) throws IOException {
    Pool pool = new Pool(in.readDouble(), in.readDouble(), in.readDouble());
    List<Double> weights = new ArrayList<>();
    for (int i = 0; i < Scope.SIZE; i++) {
      weights.add(in.readDouble());
    }
    Thresholds thresholds =
        new Thresholds(pool, new Scope(weights), in.readDouble(), in.readDouble());
    boolean both = in.readBoolean();
    MaxentModel lexical = readModel(in);
    Optional<MaxentModel> sentences = both ? Optional.of(readModel(in)) : Optional.empty();
    return new Trained(new IntentModel.Classifiers(lexical, sentences), thresholds);
  }

  private static MaxentModel readModel(DataInputStream in) throws IOException {
    return new QNModelReader(new BinaryFileDataReader(in)).getModel();
  }

  private static void write(Trained trained, DataOutputStream out) throws IOException {
    Thresholds thresholds = trained.thresholds();
    out.writeDouble(thresholds.pool().sentences());
    out.writeDouble(thresholds.pool().lexical());
    out.writeDouble(thresholds.pool().examples());
    for (double weight : thresholds.scope().weights()) {
      out.writeDouble(weight);
    }
    out.writeDouble(thresholds.inScope());
    out.writeDouble(thresholds.acceptance());
    out.writeBoolean(trained.classifiers().sentences().isPresent());
    out.write(bytesOf(trained.classifiers().lexical()));
    if (trained.classifiers().sentences().isPresent()) {
      out.write(bytesOf(trained.classifiers().sentences().get()));
    }
  }

  /** OpenNLP closes what it has written a model to. */
  private static byte[] bytesOf(MaxentModel classifier) throws IOException {
    if (!(classifier instanceof AbstractModel model)) {
      throw new IOException("no format for " + classifier.getClass());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryQNModelWriter(model, new DataOutputStream(bytes)).persist();
    return bytes.toByteArray();
  }
}
