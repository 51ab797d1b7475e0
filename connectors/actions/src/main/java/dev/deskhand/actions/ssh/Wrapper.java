package dev.deskhand.actions.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/** The one command that is ever sent to a host. Nothing is ever put into it. */
final class Wrapper {
  private static final String COMMAND = "exec /bin/sh -c '" + script() + "'";

  private Wrapper() {}

  /** A constant. */
  static String command() {
    return COMMAND;
  }

  /** The script without its comments, which the host has no use for. */
  private static String script() {
    try (InputStream shipped =
        Objects.requireNonNull(Wrapper.class.getResourceAsStream("wrapper.sh"))) {
      String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.strip().startsWith("#"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the shipped wrapper.sh failed", e);
    }
  }
}
