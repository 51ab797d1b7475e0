package dev.deskhand.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** The temporary home of the host's one user, with the services kept in it as files. */
final class HostHome {
  private static final Pattern SERVICE_NAME = Pattern.compile("[a-z0-9][a-z0-9@_.-]*");

  private static final List<String> PROGRAMS =
      List.of("systemctl", "certbot", "logrotate", "df", "lpstat", "cancel");

  private final Path path;

  private HostHome(Path path) {
    this.path = path;
  }

  static HostHome create(List<String> services) throws IOException {
    Path path =
        Files.createTempDirectory(
            "deskhand-sandbox-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    HostHome home = new HostHome(path);
    Files.createDirectories(path.resolve("bin"));
    Files.createDirectories(path.resolve("services"));
    Files.createFile(path.resolve("restarts.log"));
    for (String program : PROGRAMS) {
      home.install(program);
    }
    services.forEach(service -> home.createService(service));
    return home;
  }

  Path path() {
    return path;
  }

  void createService(String name) {
    write(serviceFile(name), ServiceState.ACTIVE.word() + "\n", StandardOpenOption.CREATE);
  }

  ServiceState state(String name) {
    String word = read(existing(name)).strip();
    return ServiceState.valueOf(word.toUpperCase(Locale.ROOT));
  }

  void set(String name, ServiceState state) {
    write(existing(name), state.word() + "\n", StandardOpenOption.TRUNCATE_EXISTING);
  }

  void queue(String printer, String job) {
    try {
      Files.createDirectories(path.resolve("queue"));
    } catch (IOException e) {
      throw new UncheckedIOException("making a print queue in " + path + " failed", e);
    }
    write(path.resolve("queue").resolve(printer), job + "\n", StandardOpenOption.CREATE);
  }

  boolean isQueueEmpty(String printer) {
    return !Files.exists(path.resolve("queue").resolve(printer));
  }

  /** It fails now, and at every restart to come. */
  void breakService(String name) {
    set(name, ServiceState.FAILED);
    write(path.resolve("services").resolve(name + ".broken"), "", StandardOpenOption.CREATE);
  }

  long restarts(String name) {
    return read(path.resolve("restarts.log")).lines().filter(name::equals).count();
  }

  /** Deletes the home and all in it, if it is still there. */
  void delete() {
    Folders.delete(path);
  }

  private void install(String program) throws IOException {
    Path script = path.resolve("bin").resolve(program);
    try (InputStream shipped =
        Objects.requireNonNull(HostHome.class.getResourceAsStream(program + ".sh"))) {
      Files.copy(shipped, script);
    }
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private Path existing(String name) {
    Path file = serviceFile(name);
    if (!Files.exists(file)) {
      throw new SandboxFailure("looking for the service '" + name + "': the host has none");
    }
    return file;
  }

  private Path serviceFile(String name) {
    if (!SERVICE_NAME.matcher(name).matches()) {
      throw new SandboxFailure("'" + name + "' is no service name");
    }
    return path.resolve("services").resolve(name);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file + " failed", e);
    }
  }

  private static void write(Path file, String text, StandardOpenOption option) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE, option);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file + " failed", e);
    }
  }
}
