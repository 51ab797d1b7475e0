package dev.deskhand.actions.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Writes what a host puts out behind the mark into a file, and sums it up. More than the largest
 * size it refuses, which ends the conversation. Belongs to one thread at a time.
 */
final class FileSink extends OutputStream {
  private static final byte[] MARK = HostAnswer.OUTPUT_MARK.getBytes(StandardCharsets.UTF_8);

  private final OutputStream file;
  private final MessageDigest digest = RemoteFile.digest();
  private int matched;
  private long bytes;

  FileSink(OutputStream file) {
    this.file = file;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] chunk, int offset, int length) throws IOException {
    int from = offset;
    int end = offset + length;
    while (matched < MARK.length && from < end) {
      byte next = chunk[from];
      from++;
      matched = next == MARK[matched] ? matched + 1 : next == MARK[0] ? 1 : 0;
    }
    if (from < end) {
      bytes += end - from;
      if (bytes > LocalFile.LARGEST) {
        throw new IOException("more than 64 MiB");
      }
      file.write(chunk, from, end - from);
      digest.update(chunk, from, end - from);
    }
  }

  /** What came; of more than the largest size the sum says nothing. */
  synchronized LocalFile.Sum sum() {
    return new LocalFile.Sum(bytes, HexFormat.of().formatHex(digest.digest()));
  }
}
