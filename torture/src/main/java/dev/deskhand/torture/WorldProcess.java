package dev.deskhand.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** The world's process, and the records that it leaves. */
final class WorldProcess implements AutoCloseable {
  private final Process process;
  private final Path folder;
  private final int lines;
  private final int http;

  private WorldProcess(Process process, Path folder, int lines, int http) {
    this.process = process;
    this.folder = folder;
    this.lines = lines;
    this.http = http;
  }

  /** Starts it; its records go into a folder that exists. */
  static WorldProcess start(Path folder) throws IOException {
    Process process = Jvm.start("world", folder.toString());
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new WorldProcess(process, folder, port(out), port(out));
  }

  private static int port(BufferedReader out) throws IOException {
    String port = out.readLine();
    if (port == null) {
      throw new IllegalStateException("the world did not start; see what it said above");
    }
    return Integer.parseInt(port);
  }

  /** A space to which attempts come by lines of text. */
  Outside outside(String space, String sender) {
    return new Outside(lines, space, sender);
  }

  /** A space to which attempts come by HTTP. */
  Outside overHttp(String space, String sender) {
    return new Outside(new Outside.Ports(lines, OptionalInt.of(http)), space, sender);
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
