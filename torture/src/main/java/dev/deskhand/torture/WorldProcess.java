package dev.deskhand.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The world's process, and the records that it leaves. */
final class WorldProcess implements AutoCloseable {
  private final Process process;
  private final Path folder;
  private final Whereabouts where;

  private WorldProcess(Process process, Path folder, Whereabouts where) {
    this.process = process;
    this.folder = folder;
    this.where = where;
  }

  /** Starts it; its records go into a folder that exists. */
  static WorldProcess start(Path folder) throws IOException {
    Process process = Jvm.start("world", folder.toString());
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String told = out.readLine();
    if (told == null) {
      throw new IllegalStateException("the world did not start; see what it said above");
    }
    return new WorldProcess(process, folder, Whereabouts.read(told));
  }

  /** A space to which attempts come by lines of text. */
  Outside outside(String space, String sender) {
    return new Outside(where.withoutWires(), space, sender);
  }

  /** A space to which attempts come by the shipped actions. */
  Outside shipped(String space, String sender) {
    return new Outside(where, space, sender);
  }

  /** Everything that reached a space, in order. */
  List<Received> record(String space) {
    try {
      return Files.readAllLines(folder.resolve(space + ".record")).stream()
          .map(Received::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Follows what reaches a space from now on. */
  RecordTail tail(String space) {
    return new RecordTail(folder.resolve(space + ".record"));
  }

  void forget(String space) {
    try {
      Files.deleteIfExists(folder.resolve(space + ".record"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
