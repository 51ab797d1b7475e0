package dev.deskhand.app.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** What the disk does by itself: 512 bytes appended and forced out, again and again. */
final class Disk {
  private static final int BYTES = 512;

  private final Path folder;

  Disk(Path folder) {
    this.folder = folder;
  }

  /** Appends a second that were durable, one after the other. */
  double appends(Duration howLong) throws IOException {
    Path file = Files.createTempFile(folder, "append-", ".bin");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
      long began = System.nanoTime();
      long end = began + howLong.toNanos();
      long count = 0;
      while (System.nanoTime() < end) {
        channel.write(ByteBuffer.allocate(BYTES));
        channel.force(false);
        count++;
      }
      return count * 1e9 / (System.nanoTime() - began);
    } finally {
      Files.delete(file);
    }
  }
}
