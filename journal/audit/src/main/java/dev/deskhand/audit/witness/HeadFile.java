package dev.deskhand.audit.witness;

import dev.deskhand.audit.CheckKey;
import dev.deskhand.audit.SignedHead;
import dev.deskhand.audit.json.Lines;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of heads, a JSON object a line, only ever appended to. It witnesses most on another
 * machine's disk, or where only an administrator can take lines away again.
 */
public final class HeadFile implements Witness {
  private static final int TAIL = 1 << 14;

  private final Path file;

  /**
   * What a file holds.
   *
   * @param heads whose signatures fit
   * @param foreign lines with heads that the key did not sign, as {@code file:line: what is wrong}
   * @param broken lines that are no heads, as a crash may leave one, in the same form
   */
  public record Contents(List<SignedHead> heads, List<String> foreign, List<String> broken) {
    public Contents {
      heads = List.copyOf(heads);
      foreign = List.copyOf(foreign);
      broken = List.copyOf(broken);
    }
  }

  public HeadFile(Path file) {
    this.file = file;
  }

  @Override
  public String name() {
    return file.toString();
  }

  /** Returns when the disk has it. A line that a crash left unfinished is closed first. */
  @Override
  public synchronized void show(SignedHead head) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    boolean isUnfinished = isUnfinished();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      if (isUnfinished) {
        writeFully(channel, new byte[] {'\n'});
      }
      writeFully(channel, Lines.of(head));
      channel.force(true);
    }
  }

  /**
   * All heads of a file.
   *
   * @throws IOException if it can't be read
   */
  public static Contents read(Path file, CheckKey key) throws IOException {
    List<SignedHead> heads = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String place = file + ":" + (i + 1) + ": ";
      try {
        SignedHead head = Lines.head(lines.get(i).getBytes(StandardCharsets.UTF_8));
        if (head.isSignedBy(key)) {
          heads.add(head);
        } else {
          foreign.add(place + "the head is not signed by key " + key.id());
        }
      } catch (IOException _) {
        broken.add(place + "this is no head");
      }
    }
    return new Contents(heads, foreign, broken);
  }

  /** The last head that this key signed, among the file's last lines; empty for no file. */
  public Optional<SignedHead> last(CheckKey key) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return tail().lines().toList().reversed().stream()
        .flatMap(line -> parsed(line).stream())
        .filter(head -> head.isSignedBy(key))
        .findFirst();
  }

  private static Optional<SignedHead> parsed(String line) {
    try {
      return Optional.of(Lines.head(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException _) {
      // A line that a crash cut off, or the first of the tail, is none.
      return Optional.empty();
    }
  }

  private String tail() throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(TAIL, in.length())];
      in.seek(in.length() - bytes.length);
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private boolean isUnfinished() throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return false;
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(in.length() - 1);
      return in.read() != '\n';
    }
  }

  private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
