package dev.deskhand.app.bench;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that started this process, to start others the same way. */
final class JavaCommand {
  private static final String MAIN = "dev.deskhand.app.Main";
  private static final String AOT = "-XX:AOT";

  /** As the launcher calls them; the first is the one that a server starts with. */
  static final List<String> PROFILES = List.of("small", "busy");

  private JavaCommand() {}

  /** With the cache of prepared classes that stands beside the program. */
  static List<String> withCache(Path cache) {
    List<String> command = jvm();
    command.add(AOT + "Cache=" + cache);
    return command;
  }

  /** Without one. */
  static List<String> plain() {
    return jvm();
  }

  /** What has another class of this program run, without a cache. */
  static List<String> main(Class<?> type, String... arguments) {
    List<String> command = jvm();
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), type.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** With the cache where there is one. */
  static List<String> usual() {
    return hasCache() ? withCache(cache()) : plain();
  }

  /** What has the program run with some arguments. */
  static List<String> program(List<String> jvm, String... arguments) {
    List<String> command = new ArrayList<>(jvm);
    String path = System.getProperty("java.class.path");
    if (path.endsWith(".jar") && !path.contains(File.pathSeparator)) {
      command.addAll(List.of("-jar", path));
    } else {
      command.addAll(List.of("-cp", path, MAIN));
    }
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * Runs this program as its users do, by the launcher, until it ends.
   *
   * @param output where its output goes
   * @return its exit code
   * @throws IOException if there is no launcher, as without the distribution
   */
  static int launched(File output, String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(launcher(arguments))
            .redirectOutput(output)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.startsWith("DESKHAND_"));
    try {
      return builder.start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it ran", e);
    }
  }

  /** What has the program run as its users run it. */
  private static List<String> launcher(String... arguments) {
    Path home = Path.of(System.getProperty("deskhand.home", "."));
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/deskhand").toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * The same, in a profile of the launcher's, and with the cache, which is made where there is
   * none.
   *
   * @param output where what is said of that goes
   */
  static List<String> launcher(String profile, File output, String... arguments)
      throws IOException {
    if (!hasCache()) {
      launched(output, "aot");
    }
    List<String> command = new ArrayList<>(List.of("env", "DESKHAND_PROFILE=" + profile));
    command.addAll(launcher(arguments));
    return command;
  }

  /** The cache that the launcher names in {@code deskhand.cache}, whether or not there is one. */
  static Path cache() {
    return Path.of(System.getProperty("deskhand.cache", "deskhand.aot")).toAbsolutePath();
  }

  static boolean hasCache() {
    return Files.isRegularFile(cache());
  }

  private static List<String> jvm() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith(AOT) && !argument.startsWith("-agent"))
        .forEach(command::add);
    return command;
  }
}
