package dev.deskhand.bot.intent.opennlp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that saves work the next time: the SHA-256 of what follows, and what follows. One that is
 * torn or foreign fails its digest and is ignored. It is made beside and moved into place, so that
 * readers and other processes see all or nothing. It is only ever a convenience: when it can't be
 * read or written, that is logged, and the work is done without.
 */
final class KeptFile {
  private static final Logger log = LoggerFactory.getLogger(KeptFile.class);
  private static final int DIGEST_BYTES = 32;

  /** The clock by which the machine stamps files. */
  private static final InstantSource MACHINE = InstantSource.system();

  private static final Duration KEPT_FOR = Duration.ofDays(30);

  private final Path file;

  /** Reads one thing. */
  @FunctionalInterface
  interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  /** Writes one thing. */
  @FunctionalInterface
  interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  private KeptFile(Path file) {
    this.file = file;
  }

  static KeptFile at(Path file) {
    return new KeptFile(file);
  }

  <T> Optional<T> read(Reader<T> reader) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      byte[] body = Arrays.copyOfRange(bytes, Math.min(DIGEST_BYTES, bytes.length), bytes.length);
      byte[] digest = Arrays.copyOf(bytes, DIGEST_BYTES);
      if (!MessageDigest.isEqual(digest, sha256(body))) {
        log.warn("intent-model-ignored file={} reason=damaged", file);
        return Optional.empty();
      }
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
        T read = reader.read(in);
        Files.setLastModifiedTime(file, FileTime.from(MACHINE.instant()));
        return Optional.of(read);
      }
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      log.warn("intent-model-ignored file={} reason={}", file, e.toString());
      return Optional.empty();
    }
  }

  void write(Writer writer) {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(body)) {
        writer.write(out);
      }
      Path directory = directory();
      Files.createDirectories(directory);
      Path beside = Files.createTempFile(directory, "making", ".part");
      try {
        writeDurably(beside, body.toByteArray());
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      log.warn("intent-model-not-kept file={} reason={}", file, e.toString());
    }
  }

  /**
   * Deletes what was written or read last a month and more before this file, is of its kind (what
   * stands behind the last dot of its name), and is not used: an edition that is gone needs its
   * models no more.
   */
  void forgetOlder(Set<Path> used) {
    String name = file.getFileName().toString();
    String kind = "*" + name.substring(name.lastIndexOf('.'));
    try (DirectoryStream<Path> alike = Files.newDirectoryStream(directory(), kind)) {
      Instant oldest = Files.getLastModifiedTime(file).toInstant().minus(KEPT_FOR);
      for (Path other : alike) {
        if (!used.contains(file.resolveSibling(other.getFileName()))
            && Files.getLastModifiedTime(other).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(other);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      log.warn("intent-models-not-tidied directory={} reason={}", directory(), e.toString());
    }
  }

  private Path directory() {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a directory");
  }

  private static void writeDurably(Path file, byte[] body) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (byte[] part : new byte[][] {sha256(body), body}) {
        ByteBuffer buffer = ByteBuffer.wrap(part);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
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
