package dev.deskhand.torture;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Follows the world's record of a space as it grows. */
final class RecordTail {
  private final Path file;
  private long read;

  RecordTail(Path file) {
    this.file = file;
  }

  /** How many effects reached the world since the last look. */
  int newEffects() {
    if (!Files.exists(file)) {
      return 0;
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] fresh = new byte[Math.toIntExact(in.length() - read)];
      in.seek(read);
      in.readFully(fresh);
      String text = new String(fresh, StandardCharsets.UTF_8);
      int whole = text.lastIndexOf('\n') + 1;
      read += text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
      return (int)
          text.substring(0, whole)
              .lines()
              .map(Received::parse)
              .filter(RecordTail::isEffect)
              .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEffect(Received received) {
    return received.kind() == Received.Kind.EFFECT && received.isApplied();
  }
}
