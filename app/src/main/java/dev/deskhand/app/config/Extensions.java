package dev.deskhand.app.config;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What others wrote for this installation: the jars that {@code extensions} names, and folders of
 * jars. Their classes see the program's own, which finds them by the {@link ServiceLoader}.
 *
 * @param at where they are named
 * @param loader of their classes, and of the program's
 */
public record Extensions(SourcePosition at, ClassLoader loader) {
  /** Where there are none. */
  public static final Extensions NONE =
      new Extensions(new SourcePosition("extensions", 1, 1), Extensions.class.getClassLoader());

  private static final String KEY = "extensions";
  private static final String JAR = ".jar";

  /**
   * Those that a configuration names; one that can't be read is told.
   *
   * @param base what their paths are relative to
   */
  static Extensions read(YamlMapping top, Path base, Problems problems) {
    List<YamlNode> named = top.list(KEY);
    if (named.isEmpty()) {
      return NONE;
    }
    URL[] jars =
        named.stream()
            .flatMap(node -> jars(node, base, problems).stream())
            .map(Extensions::url)
            .toArray(URL[]::new);
    return new Extensions(
        top.placeOf(KEY), new URLClassLoader(KEY, jars, Extensions.class.getClassLoader()));
  }

  private static List<Path> jars(YamlNode node, Path base, Problems problems) {
    Path named = base.resolve(node.asText("an extension", problems));
    try {
      List<Path> jars = Files.isDirectory(named) ? jarsIn(named) : List.of(named);
      for (Path jar : jars) {
        new JarFile(jar.toFile()).close();
      }
      return jars;
    } catch (IOException e) {
      problems.add(
          node.at(),
          "'extensions': expected a jar or a folder of jars; %s can't be read as one: %s"
              .formatted(named, e.getMessage()));
      return List.of();
    }
  }

  private static List<Path> jarsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(JAR)).sorted().toList();
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file without a URL: " + jar, e);
    }
  }

  /**
   * Who provides a service, by name, the shipped ones first. One that can't be made is told, and
   * one whose name has been taken.
   *
   * @param own those that the program makes by itself
   */
  public <T> Map<String, T> find(
      Class<T> service, List<? extends T> own, Function<T, String> name, Problems problems) {
    Map<String, T> byName = new TreeMap<>();
    for (T provider : Stream.concat(own.stream(), made(service, problems).stream()).toList()) {
      T first = byName.putIfAbsent(name.apply(provider), provider);
      if (first != null) {
        problems.add(
            at,
            "'extensions': %s and %s both call themselves '%s': give the latter another name"
                .formatted(
                    first.getClass().getName(),
                    provider.getClass().getName(),
                    name.apply(provider)));
      }
    }
    return byName;
  }

  private <T> List<T> made(Class<T> service, Problems problems) {
    List<T> found = new ArrayList<>();
    Iterator<T> providers = ServiceLoader.load(service, loader).iterator();
    Optional<Boolean> more = Optional.of(true);
    while (more.orElse(true)) {
      more = next(providers, found, problems);
    }
    return found;
  }

  /** Whether there was one; empty where one could not be made, which may be followed by others. */
  private <T> Optional<Boolean> next(Iterator<T> providers, List<T> found, Problems problems) {
    try {
      return Optional.of(providers.hasNext() && found.add(providers.next()));
    } catch (ServiceConfigurationError | LinkageError e) {
      problems.add(at, "'extensions': " + e.getMessage() + because(e));
      return Optional.empty();
    }
  }

  private static String because(Throwable error) {
    return error.getCause() == null ? "" : ": " + error.getCause();
  }
}
