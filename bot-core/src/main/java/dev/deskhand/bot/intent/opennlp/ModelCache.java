package dev.deskhand.bot.intent.opennlp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import opennlp.tools.ml.maxent.io.BinaryQNModelWriter;
import opennlp.tools.ml.maxent.io.QNModelReader;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.BinaryFileDataReader;
import opennlp.tools.ml.model.MaxentModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was learnt in a directory, so that a start with the same catalogue need not learn it
 * again. A file's name is the SHA-256 of all that went in; the file is the SHA-256 of what follows,
 * the thresholds as three doubles, and OpenNLP's binary model. A file that is torn or foreign fails
 * its digest and is ignored. Files are made beside and moved into place, so that readers and other
 * processes see all or nothing. The cache is only ever a convenience: when it can't be read or
 * written, that is logged, and learning goes on without.
 */
final class ModelCache {
  private static final Logger log = LoggerFactory.getLogger(ModelCache.class);
  private static final String SUFFIX = ".intents-model";
  private static final int DIGEST_BYTES = 32;

  /** What is worth keeping. */
  record Trained(MaxentModel classifier, Thresholds thresholds) {}

  private final Path directory;

  ModelCache(Path directory) {
    this.directory = directory;
  }

  Path fileFor(String key) {
    return directory.resolve(key + SUFFIX);
  }

  Optional<Trained> find(String key) {
    Path file = fileFor(key);
    try {
      byte[] bytes = Files.readAllBytes(file);
      byte[] body = Arrays.copyOfRange(bytes, Math.min(DIGEST_BYTES, bytes.length), bytes.length);
      byte[] digest = Arrays.copyOf(bytes, DIGEST_BYTES);
      if (!MessageDigest.isEqual(digest, sha256(body))) {
        log.warn("intent-model-ignored file={} reason=damaged", file);
        return Optional.empty();
      }
      return Optional.of(read(body));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      log.warn("intent-model-ignored file={} reason={}", file, e.toString());
      return Optional.empty();
    }
  }

  void put(String key, Trained trained) {
    Path file = fileFor(key);
    try {
      Files.createDirectories(directory);
      Path beside = Files.createTempFile(directory, key, ".part");
      try {
        writeDurably(beside, bytesOf(trained));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      log.warn("intent-model-not-kept file={} reason={}", file, e.toString());
    }
  }

  private static Trained read(byte[] body) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      Thresholds thresholds = new Thresholds(in.readDouble(), in.readDouble(), in.readDouble());
      MaxentModel model = new QNModelReader(new BinaryFileDataReader(in)).getModel();
      return new Trained(model, thresholds);
    }
  }

  private static byte[] bytesOf(Trained trained) throws IOException {
    if (!(trained.classifier() instanceof AbstractModel model)) {
      throw new IOException("no format for " + trained.classifier().getClass());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(body)) {
      out.writeDouble(trained.thresholds().temperature());
      out.writeDouble(trained.thresholds().similarity());
      out.writeDouble(trained.thresholds().acceptance());
      new BinaryQNModelWriter(model, out).persist();
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(sha256(body.toByteArray()));
    file.writeBytes(body.toByteArray());
    return file.toByteArray();
  }

  private static void writeDurably(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
