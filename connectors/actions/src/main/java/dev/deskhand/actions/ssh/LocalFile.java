package dev.deskhand.actions.ssh;

import dev.deskhand.actions.files.OpenFolder;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A file of Deskhand's own machine, below the folder that the target's {@code files} names. No link
 * leads out of it, and it is never in memory as a whole.
 *
 * @param folder the target of kind {@code files} that the folder would be
 */
record LocalFile(Target folder, List<String> parts) {
  /** 64 MiB: what is larger belongs to a tool that goes on where it stopped. */
  static final long LARGEST = 64L << 20;

  LocalFile {
    parts = List.copyOf(parts);
  }

  /** The one that argument {@code file} names. */
  static LocalFile of(ActionCall call) {
    String root = call.target().required("files");
    return new LocalFile(
        new Target(call.target().name(), "files", Map.of("root", root)),
        OpenFolder.parts("file", call.argument("file")));
  }

  /** How large a file is, and its SHA-256 in small hexadecimal digits. */
  record Sum(long bytes, String sha256) {}

  Sum sum() throws IOException {
    MessageDigest digest = RemoteFile.digest();
    long bytes = writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return new Sum(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  /** Returns how many bytes there were; not more than one beyond the largest are written. */
  long writeTo(OutputStream out) throws IOException {
    try (OpenFolder open = OpenFolder.of(folder, parts);
        InputStream in = Channels.newInputStream(open.read(parts.getLast()))) {
      byte[] some = new byte[1 << 16];
      long all = 0;
      for (int read = in.read(some); read >= 0 && all <= LARGEST; read = in.read(some)) {
        out.write(some, 0, read);
        all += read;
      }
      return all;
    }
  }

  /**
   * Puts what is filled now in its place, at once, unless the attempt is in other hands by then.
   * Each attempt fills a file of its own.
   */
  void fill(ActionCall call, OpenFolder.Filling filling) throws IOException, InterruptedException {
    String attempt = call.key() + "-" + call.attempt() + "-" + UUID.randomUUID();
    try (OpenFolder open = OpenFolder.of(folder, parts)) {
      String temporary = "." + parts.getLast() + ".deskhand-" + attempt;
      open.write(parts.getLast(), temporary, call.fence(), filling);
    }
  }
}
