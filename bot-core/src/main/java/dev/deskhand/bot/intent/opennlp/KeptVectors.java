package dev.deskhand.bot.intent.opennlp;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What sentences mean to an encoder, kept in a {@link KeptFile}, so that only new sentences cost
 * the encoder's time. Thread-safe while sentences are asked for; kept by one.
 */
final class KeptVectors {
  private final SentenceEncoder encoder;
  private final KeptFile file;
  private final Map<String, SentenceVector> before;
  private final Map<String, SentenceVector> used = new ConcurrentSkipListMap<>();

  KeptVectors(SentenceEncoder encoder, Path directory) {
    this.encoder = encoder;
    this.file = KeptFile.at(directory.resolve(encoder.name() + ".vectors"));
    this.before =
        encoder instanceof NoSentenceEncoder
            ? Map.of()
            : file.read(KeptVectors::read).orElse(Map.of());
  }

  SentenceVector of(String sentence) {
    SentenceVector now = used.get(sentence);
    if (now == null) {
      SentenceVector known = before.get(sentence);
      now = known == null ? new SentenceVector(encoder.encode(sentence)) : known;
      used.put(sentence, now);
    }
    return now;
  }

  /** Keeps what was asked for, and forgets the rest. */
  void keep() {
    if (!(encoder instanceof NoSentenceEncoder) && !used.keySet().equals(before.keySet())) {
      file.write(this::write);
    }
  }

  private static Map<String, SentenceVector> read(DataInputStream in) throws IOException {
    Map<String, SentenceVector> vectors = new LinkedHashMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String sentence = in.readUTF();
      float[] values = new float[in.readInt()];
      for (int j = 0; j < values.length; j++) {
        values[j] = in.readFloat();
      }
      vectors.put(sentence, new SentenceVector(values));
    }
    return vectors;
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeInt(used.size());
    for (Map.Entry<String, SentenceVector> entry : used.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().values().length);
      for (float value : entry.getValue().values()) {
        out.writeFloat(value);
      }
    }
  }
}
